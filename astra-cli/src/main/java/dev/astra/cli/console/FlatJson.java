package dev.astra.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the outermost object of a JSON text; what is nested stays text. Log lines come by the thousand and from strangers, so it is
/// quick, and gives up on anything odd. It does not check what is nested.
final class FlatJson {
    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /// Strings without their quotes, everything else as it stands there; empty when it is no object.
    static Optional<Map<String, String>> read(String text) {
        return text.startsWith("{") && text.endsWith("}") ? new FlatJson(text).object() : Optional.empty();
    }

    private Optional<Map<String, String>> object() {
        Map<String, String> fields = new LinkedHashMap<>();
        at = 1;
        space();
        if (is('}')) {
            return at == text.length() - 1 ? Optional.of(fields) : Optional.empty();
        }
        while (at < text.length()) {
            Optional<String> key = string();
            space();
            if (key.isEmpty() || !is(':')) {
                return Optional.empty();
            }
            at++;
            space();
            Optional<String> value = is('"') ? string() : other();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            fields.put(key.get(), value.get());
            space();
            if (is('}')) {
                return at == text.length() - 1 ? Optional.of(fields) : Optional.empty();
            }
            if (!is(',')) {
                return Optional.empty();
            }
            at++;
            space();
        }
        return Optional.empty();
    }

    private Optional<String> string() {
        if (!is('"')) {
            return Optional.empty();
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each == '"') {
                at++;
                return Optional.of(value.toString());
            }
            if (each != '\\') {
                value.append(each);
            } else if (!escape(value)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean escape(StringBuilder value) {
        at++;
        if (at >= text.length()) {
            return false;
        }
        char each = text.charAt(at);
        int simple = "\"\\/bfnrt".indexOf(each);
        if (simple >= 0) {
            value.append("\"\\/\b\f\n\r\t".charAt(simple));
            return true;
        }
        if (each != 'u' || at + 4 >= text.length()) {
            return false;
        }
        int code = 0;
        for (int i = 1; i <= 4; i++) {
            code = code * 16 + Character.digit(text.charAt(at + i), 16);
            if (Character.digit(text.charAt(at + i), 16) < 0) {
                return false;
            }
        }
        value.append((char) code);
        at += 4;
        return true;
    }

    /// A number, a word, or something nested, up to its end.
    private Optional<String> other() {
        int from = at;
        int depth = 0;
        while (at < text.length()) {
            char each = text.charAt(at);
            if (each == '"') {
                if (string().isEmpty()) {
                    return Optional.empty();
                }
                continue;
            }
            if (depth == 0 && (each == ',' || each == '}')) {
                break;
            }
            if (each == '{' || each == '[') {
                depth++;
            } else if (each == '}' || each == ']') {
                depth--;
            }
            at++;
        }
        String value = text.substring(from, at).strip();
        return value.isEmpty() || depth != 0 ? Optional.empty() : Optional.of(value);
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean is(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }
}
