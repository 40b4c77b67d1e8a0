package dev.astra.cli.console;

/// How many columns of a terminal text takes. Knows combining marks and what East Asian scripts and emoji draw two columns wide.
final class DisplayWidth {
    private static final String ELLIPSIS = "…";
    /// First and last code points that are two columns wide: the W and F classes of Unicode's EastAsianWidth.txt, in large strokes.
    private static final int[] WIDE = {0x1100, 0x115f, 0x231a, 0x231b, 0x23e9, 0x23ec, 0x2614, 0x2615, 0x2648, 0x2653, 0x26a1, 0x26a1, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26d4, 0x26d4, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c, 0x2753, 0x2755, 0x2795, 0x2797, 0x2b50, 0x2b50, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200, 0x1f320, 0x1f32d, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f7e0, 0x1f7eb, 0x1f90c, 0x1faff, 0x20000, 0x3fffd};

    private DisplayWidth() {}

    /// Of text without control characters.
    static int of(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            width += of(text.codePointAt(at));
        }
        return width;
    }

    /// The text with spaces behind it up to that width; longer text as it is.
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /// The text with spaces before it up to that width.
    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /// As much of the text as fits, with an ellipsis where something is cut off.
    static String fit(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int at = 0; at < text.length();) {
            int each = text.codePointAt(at);
            used += of(each);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(each);
            at += Character.charCount(each);
        }
        return width < 1 ? "" : kept.toString().stripTrailing() + ELLIPSIS;
    }

    private static int of(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    private static boolean isWide(int codePoint) {
        int low = 0;
        int high = WIDE.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (codePoint < WIDE[2 * middle]) {
                high = middle - 1;
            } else if (codePoint > WIDE[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
