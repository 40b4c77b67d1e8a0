package dev.astra.config.tree;

/// The core schema of YAML 1.2: what a plain word is. `no` and `22:22` are strings.
final class ScalarKinds {
    private ScalarKinds() {}

    static Scalar.Kind of(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Scalar.Kind.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Scalar.Kind.BOOLEAN;
            case ".inf", "+.inf", "-.inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN" -> Scalar.Kind.FLOAT;
            default -> number(text);
        };
    }

    private static Scalar.Kind number(String text) {
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        if (text.startsWith("0x") || text.startsWith("0o")) {
            return digits(text, 2, text.charAt(1) == 'x' ? 16 : 8) == text.length() && text.length() > 2
                    ? Scalar.Kind.INTEGER
                    : Scalar.Kind.STRING;
        }
        int whole = digits(text, start, 10);
        if (whole == text.length()) {
            return whole > start ? Scalar.Kind.INTEGER : Scalar.Kind.STRING;
        }
        return isFloat(text, start, whole) ? Scalar.Kind.FLOAT : Scalar.Kind.STRING;
    }

    private static boolean isFloat(String text, int start, int whole) {
        int at = whole;
        int found = whole - start;
        if (text.charAt(at) == '.') {
            at = digits(text, at + 1, 10);
            found += at - whole - 1;
        }
        if (found == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int sign = at + 1 < text.length() && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+') ? 2 : 1;
            int end = digits(text, at + sign, 10);
            at = end > at + sign ? end : at;
        }
        return at == text.length();
    }

    /// Where the digits that start at an index end.
    private static int digits(String text, int from, int radix) {
        int at = from;
        while (at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        return at;
    }
}
