package dev.astra.model;

import java.util.Map;

/// What the engine does with a container's output.
///
/// @param driver empty: the engine's default
public record Logging(String driver, Map<String, String> options) {
    public static final Logging NONE = new Logging("", Map.of());

    public Logging {
        options = Map.copyOf(options);
    }
}
