package dev.astra.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Searches arrays of bytes eight and more at a time. The bit tricks are those of https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
final class ByteScan {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long SPACES = ONES * ' ';

    private ByteScan() {}

    /// The first byte from `from` on that is not printable ASCII, or `to`.
    static int unusual(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = (long) LONG.get(bytes, at);
            long found = (eight - SPACES | eight + ONES | eight) & HIGH;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] >= ' ' && bytes[at] != 0x7f) {
            at++;
        }
        return at;
    }

    /// The first newline from `from` on, or `to`.
    static int newline(byte[] bytes, int from, int to) {
        return find((byte) '\n', bytes, from, to);
    }

    /// The first such byte from `from` on, or `to`; `from` when there is no range.
    static int find(byte wanted, byte[] bytes, int from, int to) {
        long pattern = ONES * Byte.toUnsignedLong(wanted);
        int at = from;
        while (at + 3 * Long.BYTES <= to && (zeros((long) LONG.get(bytes, at) ^ pattern)
                | zeros((long) LONG.get(bytes, at + Long.BYTES) ^ pattern)
                | zeros((long) LONG.get(bytes, at + 2 * Long.BYTES) ^ pattern)) == 0) {
            at += 3 * Long.BYTES;
        }
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = zeros((long) LONG.get(bytes, at) ^ pattern);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /// The high bit of the first byte that is zero, and maybe those of later ones.
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & HIGH;
    }

    /// The last newline in the range, or -1.
    static int lastNewline(byte[] bytes, int from, int to) {
        for (int at = to - 1; at >= from; at--) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    static int count(byte[] bytes, int from, int to) {
        int newlines = 0;
        int at = newline(bytes, from, to);
        while (at < to) {
            newlines++;
            at = newline(bytes, at + 1, to);
        }
        return newlines;
    }
}
