package dev.astra.log;

import java.util.Arrays;

/// Looks for one sequence of bytes in many places, by the byte of it that is rarest in logs.
final class ByteSearch {
    private static final String COMMON = "etaoinsrhldcu0123456789\":,. -_/";

    private final byte[] wanted;
    private final int rarest;

    ByteSearch(byte[] wanted) {
        this.wanted = wanted;
        this.rarest = rarest(wanted);
    }

    boolean isIn(byte[] bytes, int from, int to) {
        return find(bytes, from, to) >= 0;
    }

    /// Where it first begins, or -1.
    int find(byte[] bytes, int from, int to) {
        if (wanted.length == 0) {
            return from;
        }
        int last = to - wanted.length + rarest + 1;
        int at = ByteScan.find(wanted[rarest], bytes, from + rarest, last);
        while (at < last) {
            int start = at - rarest;
            if (Arrays.equals(wanted, 0, wanted.length, bytes, start, start + wanted.length)) {
                return start;
            }
            at = ByteScan.find(wanted[rarest], bytes, at + 1, last);
        }
        return -1;
    }

    private static int rarest(byte[] wanted) {
        int rarest = 0;
        int best = -2;
        for (int i = 0; i < wanted.length; i++) {
            int common = COMMON.indexOf(wanted[i]);
            int rank = common < 0 ? Integer.MAX_VALUE : common;
            if (rank > best) {
                best = rank;
                rarest = i;
            }
        }
        return rarest;
    }
}
