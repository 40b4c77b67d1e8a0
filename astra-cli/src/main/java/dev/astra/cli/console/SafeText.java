package dev.astra.cli.console;

/// Makes text of strangers fit for a terminal: it may colour its line and nothing else. What would move the cursor, clear the screen,
/// set a title or turn the reading direction is taken out or shown as a symbol. For output that is no terminal nothing is changed.
final class SafeText {
    private static final char ESCAPE = '\u001b';
    private static final char REPLACEMENT = '\ufffd';

    private final String text;
    private final StringBuilder clean;
    private int at;

    private SafeText(String text) {
        this.text = text;
        this.clean = new StringBuilder(text.length() + 16);
    }

    /// One line. A progress bar that redraws itself with carriage returns shows as its last picture. Ends without colour.
    static String line(String text) {
        return new SafeText(lastPicture(text)).clean();
    }

    /// One line without any colour of its own, for tables and messages.
    static String plain(String text) {
        String line = line(text.replace('\n', ' '));
        return line.indexOf(ESCAPE) < 0 ? line : line.replaceAll("\u001b\\[[0-9;:]*m", "");
    }

    private static String lastPicture(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(text.lastIndexOf('\r', end - 1) + 1, end);
    }

    private String clean() {
        boolean coloured = false;
        while (at < text.length()) {
            char each = text.charAt(at);
            if (each == ESCAPE) {
                coloured |= escape();
            } else {
                clean.append(shown(each));
                at++;
            }
        }
        return coloured ? clean.append(Paint.RESET).toString() : clean.toString();
    }

    private static char shown(char each) {
        if (each == '\t' || each >= ' ' && each < 0x7f) {
            return each;
        }
        if (each < ' ') {
            return (char) ('\u2400' + each);
        }
        if (each == 0x7f) {
            return '\u2421';
        }
        boolean control = each < 0xa0 || each >= '\u202a' && each <= '\u202e' || each >= '\u2066' && each <= '\u2069';
        return control ? REPLACEMENT : each;
    }

    /// Passes over a control sequence as ECMA-48 has them; keeps one that sets colours.
    ///
    /// @return whether it was kept
    private boolean escape() {
        int end = endOfSequence(at + 1);
        if (end < 0) {
            clean.append(shown(ESCAPE));
            at++;
            return false;
        }
        String sequence = text.substring(at, end);
        at = end;
        if (sequence.endsWith("m") && sequence.substring(1).matches("\\[[0-9;:]*m")) {
            clean.append(sequence);
            return true;
        }
        return false;
    }

    /// Behind the sequence's last character, or -1 when it has none.
    private int endOfSequence(int from) {
        if (from >= text.length()) {
            return -1;
        }
        return switch (text.charAt(from)) {
            case '[' -> skip(from + 1, ' ', '?', '@', '~');
            case ']', 'P', 'X', '^', '_' -> stringEnd(from + 1);
            default -> skip(from, ' ', '/', '0', '~');
        };
    }

    private int skip(int from, char lowest, char highest, char firstFinal, char lastFinal) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= lowest && text.charAt(end) <= highest
                && !(text.charAt(end) >= firstFinal && text.charAt(end) <= lastFinal)) {
            end++;
        }
        boolean ended = end < text.length() && text.charAt(end) >= firstFinal && text.charAt(end) <= lastFinal;
        return ended ? end + 1 : -1;
    }

    private int stringEnd(int from) {
        for (int end = from; end < text.length(); end++) {
            if (text.charAt(end) == '\u0007') {
                return end + 1;
            }
            if (text.charAt(end) == ESCAPE && end + 1 < text.length() && text.charAt(end + 1) == '\\') {
                return end + 2;
            }
        }
        return -1;
    }
}
