package dev.astra.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of one segment in the order of its index. Together the chunks of a stream are its bytes without hole or overlap,
/// whatever became of the index: what no record speaks of becomes a chunk of its own. Files stay readable when they are removed meanwhile,
/// once they are open. For one thread at a time.
final class SegmentReader implements Closeable {
    private static final int RECORDS_AT_ONCE = 256;

    private final IndexFormat format = new IndexFormat();
    private final ByteBuffer records = ByteBuffer.allocate(RECORDS_AT_ONCE * IndexFormat.RECORD);
    private final Path folder;
    private final SegmentName name;
    private final FileChannel index;
    private final @Nullable FileChannel[] data = new @Nullable FileChannel[Kind.COUNT];
    private final long[] next = new long[Kind.COUNT];
    private final long[] before = new long[2];
    private final boolean[] midLine = new boolean[2];
    private long indexPosition = IndexFormat.HEADER;
    private long lastMicros;

    SegmentReader(Path folder, SegmentName name) throws IOException {
        this.folder = folder;
        this.name = name;
        this.index = OpenFile.read(folder.resolve(name.index()));
        records.limit(0);
        readHeader();
    }

    SegmentName name() {
        return name;
    }

    /// Bytes of that stream of the run before this segment.
    long before(Kind kind) {
        return kind == Kind.MARK ? 0 : before[kind.ordinal()];
    }

    /// Whether the first bytes of that stream go on with a line.
    boolean beginsMidLine(Kind kind) {
        return midLine[kind.ordinal()];
    }

    /// Whether the last line of that stream has no newline, as far as can be seen here; null: nothing of it is here.
    @Nullable
    Boolean endsMidLine(Kind kind) throws IOException {
        FileChannel file = file(kind);
        ByteBuffer last = ByteBuffer.allocate(1);
        if (file == null || file.size() == 0 || file.read(last, file.size() - 1) != 1) {
            return null;
        }
        return last.get(0) != '\n';
    }

    /// Bytes of both streams of the run up to where this has been read.
    long end() {
        return before[0] + next[0] + before[1] + next[1];
    }

    /// Up to where the index has been read.
    long indexPosition() {
        return indexPosition - records.remaining();
    }

    /// Goes on at another place.
    ///
    /// @param expected by kind, where its next chunk begins
    void seek(long position, long[] expected) {
        indexPosition = position;
        records.limit(0);
        System.arraycopy(expected, 0, next, 0, next.length);
    }

    /// Takes the next chunk that the index tells of, up to a place in it.
    ///
    /// @return false when there is none yet
    boolean indexed(Chunk chunk, long end) throws IOException {
        while (indexPosition() < end && (records.hasRemaining() || read())) {
            int at = records.position();
            if (!format.isRecord(records, at)) {
                records.position(at + IndexFormat.RECORD);
                continue;
            }
            Kind kind = IndexFormat.kind(records, at);
            long expected = next[kind.ordinal()];
            long offset = IndexFormat.offset(records, at);
            long until = offset + IndexFormat.length(records, at);
            lastMicros = IndexFormat.micros(records, at);
            if (kind != Kind.MARK && offset > expected) {
                take(chunk, kind, expected, offset);
                return true;
            }
            records.position(at + IndexFormat.RECORD);
            if (until > expected) {
                take(chunk, kind, kind == Kind.MARK ? offset : expected, until);
                return true;
            }
        }
        return false;
    }

    /// Takes a chunk of what stands in the data files beyond the index.
    ///
    /// @return false when there is none
    boolean beyondIndex(Chunk chunk) throws IOException {
        for (Kind kind : Kind.STREAMS) {
            FileChannel file = file(kind);
            long size = file == null ? 0 : file.size();
            if (size > next[kind.ordinal()]) {
                long written = folder.resolve(name.data(kind)).toFile().lastModified() * 1_000;
                lastMicros = Math.max(lastMicros, written);
                take(chunk, kind, next[kind.ordinal()], size);
                return true;
            }
        }
        return false;
    }

    /// Reads bytes of a data file.
    ///
    /// @return how many, or -1 at its present end
    int read(Kind kind, long offset, ByteBuffer target) throws IOException {
        FileChannel file = file(kind);
        return file == null ? -1 : file.read(target, offset);
    }

    @Override
    public void close() throws IOException {
        index.close();
        for (FileChannel each : data) {
            if (each != null) {
                each.close();
            }
        }
    }

    private void take(Chunk chunk, Kind kind, long from, long to) {
        chunk.set(kind, lastMicros, from, to - from);
        next[kind.ordinal()] = to;
    }

    /// Only whole records are looked at; a damaged one at the very end may still be on its way.
    private boolean read() throws IOException {
        records.clear();
        index.read(records, indexPosition);
        records.flip();
        records.limit(records.limit() / IndexFormat.RECORD * IndexFormat.RECORD);
        while (records.hasRemaining() && !format.isRecord(records, records.limit() - IndexFormat.RECORD)) {
            records.limit(records.limit() - IndexFormat.RECORD);
        }
        indexPosition += records.limit();
        return records.hasRemaining();
    }

    private void readHeader() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(IndexFormat.HEADER);
        index.read(header, 0);
        if (header.position() == IndexFormat.HEADER && format.isHeader(header, 0)) {
            for (Kind each : Kind.STREAMS) {
                before[each.ordinal()] = IndexFormat.before(header, each);
                midLine[each.ordinal()] = IndexFormat.beginsMidLine(header, each);
            }
        }
    }

    private @Nullable FileChannel file(Kind kind) throws IOException {
        FileChannel file = data[kind.ordinal()];
        if (file != null) {
            return file;
        }
        try {
            file = OpenFile.read(folder.resolve(name.data(kind)));
        } catch (NoSuchFileException none) {
            return null;
        }
        data[kind.ordinal()] = file;
        return file;
    }
}
