package dev.astra.config.render;

import dev.astra.model.ByteSize;
import dev.astra.model.ComposeDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Keys and values that are to be written. Values are texts, numbers, truths, lists and further tables; what is empty
/// is left out.
public final class Table {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// The values by key, in the order they were put.
    Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Table text(String key, String text) {
        if (!text.isEmpty()) {
            values.put(key, text);
        }
        return this;
    }

    Table flag(String key, boolean flag) {
        if (flag) {
            values.put(key, true);
        }
        return this;
    }

    Table number(String key, long number) {
        if (number != 0) {
            values.put(key, number);
        }
        return this;
    }

    /// A value that is written whatever it is.
    Table always(String key, Object value) {
        values.put(key, value);
        return this;
    }

    Table decimal(String key, double number) {
        if (number != 0) {
            values.put(key, number == Math.rint(number) ? (Object) (long) number : (Object) number);
        }
        return this;
    }

    Table duration(String key, Duration duration) {
        values.put(key, ComposeDuration.exact(duration));
        return this;
    }

    Table bytes(String key, long bytes) {
        if (bytes != 0) {
            values.put(key, bytes < 0 ? Long.toString(bytes) : ByteSize.format(bytes));
        }
        return this;
    }

    Table list(String key, Collection<?> items) {
        if (!items.isEmpty()) {
            values.put(key, new ArrayList<Object>(items));
        }
        return this;
    }

    Table table(String key, Table table) {
        if (!table.isEmpty()) {
            values.put(key, table);
        }
        return this;
    }

    /// Texts by name, sorted.
    Table texts(String key, Map<String, String> texts) {
        Table sorted = new Table();
        new TreeMap<>(texts).forEach((name, text) -> sorted.always(name, text));
        return table(key, sorted);
    }

    static List<String> each(List<String> texts, UnaryOperator<String> change) {
        List<String> changed = new ArrayList<>();
        texts.forEach(text -> changed.add(change.apply(text)));
        return changed;
    }
}
