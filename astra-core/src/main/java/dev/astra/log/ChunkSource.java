package dev.astra.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The chunks of one service that a query asks for, over segments and runs. For one thread at a time.
final class ChunkSource implements Closeable {
    private final ServiceFolder folder;
    private final LogQuery query;
    private final int onlyRun;
    private final @Nullable SegmentName stopAt;
    private final long stopIndex;
    private final long skip;
    private SegmentName position;
    private @Nullable SegmentReader segment;

    ChunkSource(ServiceFolder folder, LogQuery query) throws IOException {
        this.folder = folder;
        this.query = query;
        this.onlyRun = query.run().isEmpty() ? 0 : Math.max(-1, StartFinder.run(folder, query));
        List<SegmentName> names = StartFinder.names(folder, query);
        this.stopAt = query.following() || names.isEmpty() ? null : names.getLast();
        this.stopIndex = stopAt == null ? Long.MAX_VALUE : folder.segment(stopAt).map(Segment::indexEnd).orElse(0L);
        this.position = SegmentName.before(Math.max(0, onlyRun));
        StartFinder.Start start = names.isEmpty() ? null : new StartFinder(folder, query, names, stopIndex).find();
        this.skip = start == null ? 0 : start.skip();
        if (start != null) {
            seek(start);
        }
    }

    private void seek(StartFinder.Start start) throws IOException {
        try {
            SegmentReader first = new SegmentReader(folder.path(), start.segment());
            first.seek(start.indexPosition(), start.expected());
            segment = first;
        } catch (NoSuchFileException removed) {
            segment = null;
        }
        position = start.segment();
    }

    ServiceFolder folder() {
        return folder;
    }

    /// How many lines to leave out first.
    long skip() {
        return skip;
    }

    /// The segment of the present chunk.
    SegmentReader segment() {
        if (segment == null) {
            throw new IllegalStateException("nothing is being read");
        }
        return segment;
    }

    int run() {
        return segment == null ? position.run() : segment.name().run();
    }

    /// Takes the next chunk of the present segment.
    ///
    /// @return false when there is none yet
    boolean next(Chunk chunk) throws IOException {
        SegmentReader from = segment;
        while (from != null && take(chunk, from)) {
            if (chunk.kind == Kind.MARK || query.streams().contains(chunk.kind.stream())) {
                return true;
            }
        }
        return false;
    }

    /// Whether nobody adds to the present segment any more. A later run may have begun before this one ends.
    boolean isComplete() {
        SegmentName after = folder.after(position);
        return !folder.isWriting(run()) || after != null && after.run() == run();
    }

    boolean hasFollowing() {
        return following() != null;
    }

    /// Whether the following segment is of another run.
    boolean runEnds() {
        SegmentName following = following();
        return segment != null && following != null && following.run() != segment.name().run();
    }

    /// Moves to the next segment that is still there.
    ///
    /// @return how many bytes retention has taken from between
    long advance() throws IOException {
        for (SegmentName next = following(); next != null; next = following()) {
            position = next;
            try {
                SegmentReader opened = new SegmentReader(folder.path(), next);
                SegmentReader finished = segment;
                segment = opened;
                return finished == null ? 0 : missing(finished, opened);
            } catch (NoSuchFileException removed) {
                continue;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        if (segment != null) {
            segment.close();
        }
    }

    /// What the index tells first; once nobody adds to it any more, it is asked again, and then what lies beyond it is taken.
    private boolean take(Chunk chunk, SegmentReader from) throws IOException {
        long end = from.name().equals(stopAt) ? stopIndex : Long.MAX_VALUE;
        return from.indexed(chunk, end) || isComplete() && (from.indexed(chunk, end) || from.beyondIndex(chunk));
    }

    private @Nullable SegmentName following() {
        SegmentName following = folder.after(position);
        if (following == null || onlyRun != 0 && following.run() != onlyRun) {
            return null;
        }
        if (query.following() && following.run() != run() && folder.isWriting(run())) {
            return null; // a later run has begun beside this one: it is its turn when this one is over
        }
        boolean beyond = !query.following() && (stopAt == null || following.compareTo(stopAt) > 0);
        return beyond ? null : following;
    }

    private static long missing(SegmentReader finished, SegmentReader opened) throws IOException {
        finished.close();
        long expected = finished.name().run() == opened.name().run() ? finished.end() : 0;
        return opened.before(Kind.STDOUT) + opened.before(Kind.STDERR) - expected;
    }
}
