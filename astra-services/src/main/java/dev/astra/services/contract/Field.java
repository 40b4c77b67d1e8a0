package dev.astra.services.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a record treats what is missing from a message that was written by an older or newer service.
final class Field {
    private Field() {}

    /// @throws IllegalArgumentException naming the field, when it is missing
    static <T> T required(@Nullable T value, String name) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new IllegalArgumentException("the field '" + name + "' is missing");
        }
        return value;
    }

    static <T> T orElse(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    static <T> List<T> list(@Nullable List<T> value) {
        return value == null ? List.of() : List.copyOf(value);
    }

    static <V> Map<String, V> map(@Nullable Map<String, V> value) {
        return value == null ? Map.of() : Map.copyOf(value);
    }
}
