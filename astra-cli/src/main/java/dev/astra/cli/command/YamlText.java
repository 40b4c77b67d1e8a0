package dev.astra.cli.command;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes maps, lists and scalars as YAML 1.2. Whatever could be taken for something else is put in double quotes, whose escapes are those
/// of JSON.
final class YamlText {
    /// Texts that need no quotes in any place.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+-]*");
    private static final Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    static String of(Map<String, ?> document) {
        YamlText yaml = new YamlText();
        yaml.map(document, 0);
        return yaml.text.toString();
    }

    private void map(Map<?, ?> map, int depth) {
        map.forEach((key, value) -> {
            text.append("  ".repeat(depth)).append(scalar(String.valueOf(key))).append(':');
            value(value, depth);
        });
    }

    private void value(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map -> {
                text.append('\n');
                map(map, depth + 1);
            }
            case Collection<?> list -> {
                text.append('\n');
                list.forEach(
                        each -> text.append("  ".repeat(depth + 1)).append("- ").append(scalar(each)).append('\n'));
            }
            default -> text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static String scalar(Object value) {
        String plain = String.valueOf(value);
        if (!(value instanceof String) || PLAIN.matcher(plain).matches() && !WORD.matcher(plain).matches()) {
            return plain;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < plain.length(); i++) {
            char each = plain.charAt(i);
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (each == '\n') {
                quoted.append("\\n");
            } else if (each < ' ' || each == 0x7f) {
                quoted.append("\\u%04x".formatted((int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
