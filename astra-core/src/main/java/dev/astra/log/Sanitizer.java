package dev.astra.log;

import java.nio.charset.StandardCharsets;

/// Makes what a service wrote safe to show on a terminal among the lines of others. Colours (SGR) stay when wanted and are reset at the end
/// of the line; every other escape sequence and control character goes, an unterminated sequence loses its introducer; what stands before a
/// carriage return goes as a terminal would overwrite it; what is not UTF-8 becomes U+FFFD. Sequences as in ECMA-48, 5.4 and 8.3.117.
///
/// Needs no more room than [#room(int)] says. For one thread at a time.
public final class Sanitizer {
    private static final byte ESCAPE = 0x1b;
    private static final byte BELL = 0x07;
    private static final byte DELETE = 0x7f;
    private static final int LONGEST_SEQUENCE = 32;
    private static final byte[] RESET = "\u001b[0m".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

    private final boolean colour;
    private byte[] target = new byte[0];
    private int at;
    private boolean coloured;

    /// @param colour whether colours stay
    public Sanitizer(boolean colour) {
        this.colour = colour;
    }

    /// How many bytes a line of that length may become at most.
    public static int room(int length) {
        return 3 * length + RESET.length;
    }

    /// Where a long line can be cut before `to` so that neither a character nor, as a rule, a sequence is torn.
    static int cut(byte[] source, int from, int to) {
        for (int at = to - 1; at > Math.max(from, to - LONGEST_SEQUENCE); at--) {
            if (source[at] == ESCAPE) {
                return at;
            }
        }
        return Utf8.cut(source, from, to);
    }

    /// Writes a line into an array.
    ///
    /// @param to where, with [#room(int)] behind it
    /// @return where it ends
    public int clean(byte[] source, int from, int end, byte[] into, int to) {
        target = into;
        at = to;
        coloured = false;
        int last = end;
        while (last > from && source[last - 1] == '\r') {
            last--;
        }
        int next = afterReturn(source, from, last);
        while (next < last) {
            int unusual = ByteScan.unusual(source, next, last);
            System.arraycopy(source, next, target, at, unusual - next);
            at += unusual - next;
            next = unusual < last ? special(source, unusual, last) : last;
        }
        if (coloured) {
            put(RESET, 0, RESET.length);
        }
        return at;
    }

    /// @return where to go on
    private int special(byte[] source, int from, int end) {
        byte first = source[from];
        if (first == '\t') {
            target[at++] = first;
            return from + 1;
        }
        if (first == ESCAPE) {
            return escape(source, from, end);
        }
        if (first >= 0 && first < ' ' || first == DELETE) {
            return from + 1;
        }
        int length = Utf8.length(source, from, end);
        if (length < 0) {
            put(REPLACEMENT, 0, REPLACEMENT.length);
            return from - length;
        }
        if (!Utf8.isControl(source, from)) {
            put(source, from, from + length);
        }
        return from + length;
    }

    private int escape(byte[] source, int from, int end) {
        if (from + 1 >= end) {
            return end;
        }
        return switch (source[from + 1]) {
            case '[' -> controlSequence(source, from, end);
            case ']', 'P', 'X', '^', '_' -> controlString(source, from, end);
            default -> plainEscape(source, from, end);
        };
    }

    /// `ESC [`, parameters, intermediates, a final byte. Only `m` may stay, with nothing but digits and separators before it.
    private int controlSequence(byte[] source, int from, int end) {
        int next = from + 2;
        boolean onlyNumbers = true;
        while (next < end && source[next] >= 0x20 && source[next] <= 0x3f) {
            onlyNumbers &= source[next] >= '0' && source[next] <= ';';
            next++;
        }
        if (next >= end || source[next] < 0x40 || source[next] > 0x7e) {
            return next;
        }
        if (source[next] == 'm' && onlyNumbers && colour) {
            put(source, from, next + 1);
            coloured = true;
        }
        return next + 1;
    }

    /// `ESC ]` and its like, up to `BEL` or `ESC \`.
    private static int controlString(byte[] source, int from, int end) {
        for (int next = from + 2; next < end; next++) {
            if (source[next] == BELL) {
                return next + 1;
            }
            if (source[next] == ESCAPE && next + 1 < end && source[next + 1] == '\\') {
                return next + 2;
            }
        }
        return from + 2;
    }

    /// `ESC`, intermediates, a final byte. A byte that can't belong to it is text.
    private static int plainEscape(byte[] source, int from, int end) {
        int next = from + 1;
        while (next < end && source[next] >= 0x20 && source[next] <= 0x2f) {
            next++;
        }
        return next < end && source[next] >= 0x30 && source[next] <= 0x7e ? next + 1 : next;
    }

    private static int afterReturn(byte[] source, int from, int end) {
        for (int next = end - 1; next >= from; next--) {
            if (source[next] == '\r') {
                return next + 1;
            }
        }
        return from;
    }

    private void put(byte[] source, int from, int end) {
        System.arraycopy(source, from, target, at, end - from);
        at += end - from;
    }
}
