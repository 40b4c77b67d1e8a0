package dev.astra.config.render;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes tables as YAML that reads as the same values again. A `$` is doubled, so that it starts no variable.
public final class YamlWriter {
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";
    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    public static String write(Table table) {
        YamlWriter writer = new YamlWriter();
        writer.entries(table, 0, false);
        return writer.out.toString();
    }

    /// @param inline whether the first key stands behind a dash
    private void entries(Table table, int depth, boolean inline) {
        boolean first = inline;
        for (Map.Entry<String, Object> entry : table.values().entrySet()) {
            out.append(first ? "" : "  ".repeat(depth)).append(scalar(entry.getKey(), false)).append(':');
            first = false;
            value(entry.getValue(), depth);
        }
    }

    private void value(Object value, int depth) {
        if (value instanceof Table table && !table.isEmpty()) {
            out.append('\n');
            entries(table, depth + 1, false);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            for (Object item : list) {
                out.append("  ".repeat(depth + 1)).append("- ");
                if (item instanceof Table table && !table.isEmpty()) {
                    entries(table, depth + 2, true);
                } else {
                    out.append(plain(item)).append('\n');
                }
            }
        } else {
            out.append(' ').append(plain(value)).append('\n');
        }
    }

    private static String plain(Object value) {
        return switch (value) {
            case String text -> scalar(text, true);
            case Table _ -> "{}";
            case List<?> _ -> "[]";
            default -> value.toString();
        };
    }

    private static String scalar(String text, boolean escape) {
        String safe = escape ? text.replace("$", "$$") : text;
        return needsQuotes(safe) ? JsonWriter.quote(safe) : safe;
    }

    private static boolean needsQuotes(String text) {
        if (text.isEmpty() || INDICATORS.indexOf(text.charAt(0)) >= 0 || !text.equals(text.strip())
                || text.contains(": ") || text.contains(" #") || text.endsWith(":")) {
            return true;
        }
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter < ' ' || letter > '~') {
                return true;
            }
        }
        return "0123456789.+=<~".indexOf(text.charAt(0)) >= 0 || isWord(text);
    }

    /// Words that some reader of YAML takes for something else than text.
    private static boolean isWord(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "null", "true", "false", "yes", "no", "on", "off", "y", "n" -> true;
            default -> false;
        };
    }
}
