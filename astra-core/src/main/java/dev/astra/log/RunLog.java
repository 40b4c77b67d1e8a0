package dev.astra.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Takes what one run of a service writes. Safe for use by several threads, but the bytes of one stream only stay in order when one
/// thread brings them.
///
/// Nothing here throws or waits for room: what a full disk does not take is counted, and a [Mark.Gap] stands in its place once there is
/// room again. What was taken is in the operating system's hands when the method returns, and outlives a SIGKILL of this process.
public final class RunLog implements Closeable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int MOST_MARKS_WAITING = 100;

    private final LogStore store;
    private final ServiceFolder folder;
    private final int run;
    private final long[] before = new long[2];
    private final boolean[] midLine = new boolean[Kind.COUNT];
    private final Deque<byte[]> marksWaiting = new ArrayDeque<>();
    private @Nullable SegmentWriter segment;
    private long lost;
    private String lostBecause = "";
    private Instant nextTry = Instant.MIN;
    private boolean closed;

    RunLog(LogStore store, ServiceFolder folder, int run) {
        this.store = store;
        this.folder = folder;
        this.run = run;
    }

    public String service() {
        return folder.service();
    }

    public int run() {
        return run;
    }

    /// Takes all that remains in the buffer; its position is at its limit afterwards. A direct buffer saves a copy.
    public synchronized void append(StandardStream stream, ByteBuffer bytes) {
        if (closed) {
            bytes.position(bytes.limit());
            return;
        }
        Instant now = store.now();
        if (isBlocked(now)) {
            lost += bytes.remaining();
            bytes.position(bytes.limit());
            return;
        }
        try {
            write(Kind.of(stream), IndexFormat.micros(now), bytes);
        } catch (IOException failed) {
            lost += bytes.remaining();
            bytes.position(bytes.limit());
            block(now, failed);
        }
        grown();
    }

    /// Sets a mark behind all that was appended so far.
    public synchronized void mark(Mark mark) {
        if (closed) {
            return;
        }
        marksWaiting.add(MarkText.encode(mark));
        if (marksWaiting.size() > MOST_MARKS_WAITING) {
            marksWaiting.remove();
        }
        writeMarks();
    }

    /// How many bytes could not be stored since the last gap that is marked.
    public synchronized long lost() {
        return lost;
    }

    /// Ends the log of this run; later calls change nothing.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        nextTry = Instant.MIN;
        writeMarks();
        closed = true;
        endSegment();
        store.ended(folder, this);
    }

    private void writeMarks() {
        Instant now = store.now();
        if (isBlocked(now)) {
            return;
        }
        try {
            catchUp(IndexFormat.micros(now), current());
        } catch (IOException failed) {
            block(now, failed);
        }
        grown();
    }

    private void write(Kind kind, long micros, ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        try {
            while (bytes.position() < limit) {
                SegmentWriter into = current();
                int room = SegmentCut.room(into, kind, bytes, store.segmentLimit());
                bytes.limit(bytes.position() + room);
                store(into, kind, micros, bytes);
                bytes.limit(limit);
                if (bytes.hasRemaining()) {
                    endSegment();
                }
            }
        } finally {
            bytes.limit(limit);
        }
    }

    /// A gap before these bytes is only told once some of them were taken: there is one mark, however often it was tried in vain.
    private void store(SegmentWriter into, Kind kind, long micros, ByteBuffer bytes) throws IOException {
        int before = bytes.position();
        try {
            into.write(kind, bytes);
        } finally {
            int length = bytes.position() - before;
            if (length > 0) {
                catchUp(micros, into);
                into.tell(kind, micros, length);
            }
        }
    }

    /// What had to wait for room comes first, so that marks stand in their places.
    private void catchUp(long micros, SegmentWriter into) throws IOException {
        if (lost > 0) {
            into.mark(micros, MarkText.encode(new Mark.Gap(lost, lostBecause)));
            lost = 0;
        }
        while (!marksWaiting.isEmpty()) {
            into.mark(micros, marksWaiting.element());
            marksWaiting.remove();
        }
    }

    private SegmentWriter current() throws IOException {
        SegmentWriter current = segment;
        if (current == null) {
            current = SegmentWriter.create(folder.create(), folder.nextName(run), before, midLine);
            segment = current;
            folder.add(new Segment(current.name(), current.sizeOnDisk(), current.indexEnd()));
            store.retain(folder);
        }
        return current;
    }

    private void endSegment() {
        SegmentWriter ended = segment;
        if (ended == null) {
            return;
        }
        before[0] += ended.size(Kind.STDOUT);
        before[1] += ended.size(Kind.STDERR);
        folder.grown(ended.name(), ended.sizeOnDisk(), ended.indexEnd());
        segment = null;
        try {
            ended.close();
        } catch (IOException failed) {
            lostBecause = reason(failed);
        }
    }

    private void grown() {
        SegmentWriter current = segment;
        if (current != null) {
            folder.grown(current.name(), current.sizeOnDisk(), current.indexEnd());
        }
        store.rang(folder);
    }

    private boolean isBlocked(Instant now) {
        return now.isBefore(nextTry) && now.isAfter(nextTry.minus(BETWEEN_TRIES.multipliedBy(2)));
    }

    private void block(Instant now, IOException failed) {
        lostBecause = reason(failed);
        nextTry = now.plus(BETWEEN_TRIES);
    }

    private static String reason(IOException failed) {
        String message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : message.replace('\n', ' ');
    }
}
