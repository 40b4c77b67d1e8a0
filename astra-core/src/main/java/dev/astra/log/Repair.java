package dev.astra.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Puts right what a killed writer left: an index with a torn or damaged tail, and bytes that no record speaks of yet.
final class Repair {
    private final IndexFormat format = new IndexFormat();
    private final ServiceFolder folder;
    private final SegmentName name;

    private Repair(ServiceFolder folder, SegmentName name) {
        this.folder = folder;
        this.name = name;
    }

    /// Looks at the last segment of a service: an earlier one was closed in order, or repaired then.
    static void lastSegment(ServiceFolder folder) throws IOException {
        if (!folder.names().isEmpty()) {
            new Repair(folder, folder.names().last()).repair();
            folder.list();
        }
    }

    private void repair() throws IOException {
        Path file = folder.path().resolve(name.index());
        try (SegmentReader segment = new SegmentReader(folder.path(), name);
                FileChannel index = OpenFile.reopen(file)) {
            Chunk chunk = new Chunk();
            while (segment.indexed(chunk, Long.MAX_VALUE)) {
                continue;
            }
            long sound = segment.indexPosition();
            if (index.size() < IndexFormat.HEADER) {
                ByteBuffer header = ByteBuffer.allocate(IndexFormat.HEADER);
                format.putHeader(header, new long[2], new boolean[2]);
                index.write(header.flip(), 0);
            }
            if (index.size() > sound) {
                index.truncate(sound);
            }
            ByteBuffer record = ByteBuffer.allocate(IndexFormat.RECORD);
            while (segment.beyondIndex(chunk)) {
                record.clear();
                format.putRecord(record, chunk.kind, chunk.micros, chunk.offset, (int) chunk.length);
                sound += index.write(record.flip(), sound);
            }
        }
    }
}
