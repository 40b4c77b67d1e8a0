package dev.astra.log;

import java.nio.ByteBuffer;

/// Where a segment ends: behind a line where that can be had, so that each data file is whole lines for whoever opens it.
final class SegmentCut {
    private SegmentCut() {}

    /// How many of the bytes still go into this segment; when not all, the next ones go into a new one.
    static int room(SegmentWriter segment, Kind kind, ByteBuffer bytes, long limit) {
        int length = bytes.remaining();
        long room = limit - segment.size();
        if (length <= room) {
            return length;
        }
        int fits = lastNewline(bytes, (int) Math.max(0, room)) + 1;
        if (fits > 0) {
            return fits;
        }
        if (segment.size() > 0 && !segment.isMidLine(kind)) {
            return 0;
        }
        int line = firstNewline(bytes) + 1;
        long most = Math.max(0, 2 * limit - segment.size());
        if (line > 0 && line <= most) {
            return line;
        }
        return (int) Math.min(length, most);
    }

    private static int lastNewline(ByteBuffer bytes, int within) {
        int at = within - 1;
        while (at >= 0 && bytes.get(bytes.position() + at) != '\n') {
            at--;
        }
        return at;
    }

    private static int firstNewline(ByteBuffer bytes) {
        int length = bytes.remaining();
        for (int at = 0; at < length; at++) {
            if (bytes.get(bytes.position() + at) == '\n') {
                return at;
            }
        }
        return -1;
    }
}
