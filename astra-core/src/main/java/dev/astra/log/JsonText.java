package dev.astra.log;

/// Strings of JSON (RFC 8259, section 7).
final class JsonText {
    private JsonText() {}

    /// What is escaped wrongly stays as it is.
    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each != '\\' || i + 1 == text.length()) {
                plain.append(each);
                continue;
            }
            char escaped = text.charAt(++i);
            if (escaped == 'u' && hex(text, i + 1) >= 0) {
                plain.append((char) hex(text, i + 1));
                i += 4;
            } else {
                plain.append(character(escaped));
            }
        }
        return plain.toString();
    }

    private static char character(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    private static int hex(String text, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
