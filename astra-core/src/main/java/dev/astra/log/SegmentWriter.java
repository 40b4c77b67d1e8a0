package dev.astra.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The segment being written: data first, then its record in the index, so that the index never speaks of bytes that are not there.
/// For one thread at a time.
final class SegmentWriter implements Closeable {
    private final IndexFormat format = new IndexFormat();
    private final ByteBuffer record = ByteBuffer.allocateDirect(Math.max(IndexFormat.RECORD, IndexFormat.HEADER));
    private final Path folder;
    private final SegmentName name;
    private final AppendFile index;
    private final @Nullable AppendFile[] data = new @Nullable AppendFile[Kind.COUNT];
    private final boolean[] midLine;

    private SegmentWriter(Path folder, SegmentName name, AppendFile index, boolean[] midLine) {
        this.folder = folder;
        this.name = name;
        this.index = index;
        this.midLine = midLine;
    }

    /// @param before by kind, bytes of the run before this segment
    /// @param midLine by kind, whether its last line has not ended yet; kept up to date here
    static SegmentWriter create(Path folder, SegmentName name, long[] before, boolean[] midLine) throws IOException {
        AppendFile index = AppendFile.create(folder.resolve(name.index()));
        SegmentWriter segment = new SegmentWriter(folder, name, index, midLine);
        try {
            segment.format.putHeader(segment.record, before, midLine);
            index.appendWhole(segment.record.flip());
            return segment;
        } catch (IOException failed) {
            index.close();
            throw failed;
        }
    }

    SegmentName name() {
        return name;
    }

    /// Bytes of data, without index and marks.
    long size() {
        return size(Kind.STDOUT) + size(Kind.STDERR);
    }

    long size(Kind kind) {
        AppendFile file = data[kind.ordinal()];
        return file == null ? 0 : file.size();
    }

    long sizeOnDisk() {
        return size() + size(Kind.MARK) + index.size();
    }

    long indexEnd() {
        return index.size();
    }

    boolean isMidLine(Kind kind) {
        return midLine[kind.ordinal()];
    }

    /// Writes all that remains to its file. When that fails the buffer's position tells how much was written. Either way [#tell] follows.
    void write(Kind kind, ByteBuffer bytes) throws IOException {
        AppendFile file = file(kind);
        long before = file.size();
        try {
            file.append(bytes);
        } finally {
            if (file.size() > before) {
                midLine[kind.ordinal()] = bytes.get(bytes.position() - 1) != '\n';
            }
        }
    }

    /// Tells the index of the last bytes that were written.
    void tell(Kind kind, long micros, int length) throws IOException {
        putRecord(kind, micros, size(kind) - length, length);
    }

    /// Appends a mark whole or not at all.
    void mark(long micros, byte[] mark) throws IOException {
        AppendFile file = file(Kind.MARK);
        long offset = file.size();
        file.appendWhole(ByteBuffer.wrap(mark));
        putRecord(Kind.MARK, micros, offset, mark.length);
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Closeable each : new @Nullable Closeable[]{data[0], data[1], data[2], index}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (IOException failed) {
                failure = failed;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void putRecord(Kind kind, long micros, long offset, int length) throws IOException {
        record.clear();
        format.putRecord(record, kind, micros, offset, length);
        index.appendWhole(record.flip());
    }

    private AppendFile file(Kind kind) throws IOException {
        AppendFile file = data[kind.ordinal()];
        if (file == null) {
            file = AppendFile.create(folder.resolve(name.data(kind)));
            data[kind.ordinal()] = file;
        }
        return file;
    }
}
