package dev.astra.log;

/// Well-formed UTF-8 as in table 3-7 of the Unicode standard.
final class Utf8 {
    private Utf8() {}

    /// The length of the character that begins here, 2 to 4; when it is not well-formed minus the number of bytes to be replaced.
    static int length(byte[] bytes, int from, int end) {
        int first = Byte.toUnsignedInt(bytes[from]);
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0) {
            return -1;
        }
        for (int i = 1; i < length; i++) {
            int next = from + i < end ? Byte.toUnsignedInt(bytes[from + i]) : 0;
            int lowest = i > 1 ? 0x80 : first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
            int highest = i > 1 ? 0xbf : first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
            if (next < lowest || next > highest) {
                return -i;
            }
        }
        return length;
    }

    /// The last place up to `to` that does not tear a character, or `to` when there is no telling.
    static int cut(byte[] bytes, int from, int to) {
        for (int at = to - 1; at > Math.max(from, to - 4); at--) {
            if (bytes[at] >= 0) {
                return to;
            }
            if (Byte.toUnsignedInt(bytes[at]) >= 0xc2) {
                return length(bytes, at, to) > 0 ? to : at;
            }
        }
        return to;
    }
}
