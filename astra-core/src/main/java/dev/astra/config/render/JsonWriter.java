package dev.astra.config.render;

import java.util.List;
import java.util.Map;

/// Writes tables as JSON on one line.
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    public static String write(Table table) {
        JsonWriter writer = new JsonWriter();
        writer.value(table);
        return writer.out.toString();
    }

    private void value(Object value) {
        switch (value) {
            case Table table -> {
                String separator = "{";
                for (Map.Entry<String, Object> entry : table.values().entrySet()) {
                    out.append(separator).append(quote(entry.getKey())).append(':');
                    value(entry.getValue());
                    separator = ",";
                }
                out.append(table.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                String separator = "[";
                for (Object item : list) {
                    out.append(separator);
                    value(item);
                    separator = ",";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case String text -> out.append(quote(text));
            default -> out.append(value);
        }
    }

    /// A text in double quotes, as JSON and YAML both read it.
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            switch (letter) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (letter < ' ' || (letter >= 0x7F && letter < 0xA0) || letter == '\u2028' || letter == '\u2029'
                            || letter == '\uFEFF' || letter >= 0xFFFE) {
                        String hex = Integer.toHexString(letter);
                        quoted.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
                    } else {
                        quoted.append(letter);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
