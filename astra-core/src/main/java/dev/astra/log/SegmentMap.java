package dev.astra.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All chunks of a segment, to find a place in it.
final class SegmentMap {
    private static final int BLOCK = 64 << 10;

    private final SegmentReader segment;
    private final List<Entry> entries = new ArrayList<>();
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    /// @param indexPosition where a reader stands in the index so that this chunk is the next
    record Entry(Kind kind, long micros, long offset, long length, long indexPosition) {}

    /// @param complete whether nobody adds to it any more
    /// @param end up to where in its index
    SegmentMap(SegmentReader segment, boolean complete, long end) throws IOException {
        this.segment = segment;
        Chunk chunk = new Chunk();
        long position = segment.indexPosition();
        while (segment.indexed(chunk, end)) {
            add(chunk, position);
            position = segment.indexPosition();
        }
        while (complete && segment.beyondIndex(chunk)) {
            add(chunk, position);
        }
    }

    List<Entry> entries() {
        return entries;
    }

    /// How many newlines are in a chunk.
    long newlines(Entry entry) throws IOException {
        long newlines = 0;
        long at = entry.offset();
        long end = at + entry.length();
        while (at < end) {
            int read = read(entry.kind(), at, end);
            if (read <= 0) {
                break;
            }
            newlines += ByteScan.count(block.array(), 0, read);
            at += read;
        }
        return newlines;
    }

    /// For each kind, where a reader has to begin to see nothing of what is there.
    long[] ends() {
        return offsets(entries.size());
    }

    /// For each kind, where a reader has to begin so that it gives the lines that end in this chunk or later, and whole.
    ///
    /// @return null when one of them begins in an earlier segment
    long @Nullable [] starts(int first) throws IOException {
        long[] starts = offsets(first);
        for (Kind kind : Kind.STREAMS) {
            long start = lineStart(kind, starts[kind.ordinal()]);
            if (start == 0 && segment.before(kind) > 0 && segment.beginsMidLine(kind)) {
                return null;
            }
            starts[kind.ordinal()] = start;
        }
        return starts;
    }

    /// Where a reader has to stand in the index to be told of all from these places on. A line that is not finished may
    /// have begun in an earlier chunk than this one, and nothing may come after it.
    long position(int first, long[] starts) {
        for (Entry each : entries.subList(0, first)) {
            if (each.kind() != Kind.MARK && each.offset() + each.length() > starts[each.kind().ordinal()]) {
                return each.indexPosition();
            }
        }
        return first < entries.size() ? entries.get(first).indexPosition() : segment.indexPosition();
    }

    /// For each kind, where its first chunk from this one on begins.
    long[] offsets(int first) {
        long[] starts = new long[Kind.COUNT];
        boolean[] found = new boolean[Kind.COUNT];
        for (Entry each : entries.subList(0, first)) {
            starts[each.kind().ordinal()] = each.offset() + each.length();
        }
        for (Entry each : entries.subList(first, entries.size())) {
            if (!found[each.kind().ordinal()]) {
                found[each.kind().ordinal()] = true;
                starts[each.kind().ordinal()] = each.offset();
            }
        }
        starts[Kind.MARK.ordinal()] = 0;
        return starts;
    }

    private long lineStart(Kind kind, long offset) throws IOException {
        long end = offset;
        while (end > 0 && offset - end < LineWindow.LONGEST_PIECE) {
            long from = Math.max(0, end - BLOCK);
            int read = read(kind, from, end);
            int newline = read <= 0 ? -1 : ByteScan.lastNewline(block.array(), 0, read);
            if (newline >= 0) {
                return from + newline + 1;
            }
            end = from;
        }
        return end;
    }

    private int read(Kind kind, long from, long to) throws IOException {
        block.clear().limit((int) Math.min(BLOCK, to - from));
        while (block.hasRemaining() && segment.read(kind, from + block.position(), block) > 0) {
            continue;
        }
        return block.position();
    }

    private void add(Chunk chunk, long position) {
        entries.add(new Entry(chunk.kind, chunk.micros, chunk.offset, chunk.length, position));
    }
}
