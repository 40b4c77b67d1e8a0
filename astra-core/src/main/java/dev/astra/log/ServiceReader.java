package dev.astra.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one service and cuts its chunks into lines. For one thread at a time.
final class ServiceReader implements Closeable {
    private final ChunkSource source;
    private final LogQuery query;
    private final LogLine line;
    private final LogBlock block;
    private final LineWindow[] windows;
    private final Chunk chunk = new Chunk();
    private final long untilMicros;
    private boolean hasChunk;
    /// Whether unfinished lines are to be given as they are, before anything else.
    private boolean flushing;
    private @Nullable LogMark mark;
    private boolean ended;
    private long skip;
    private long seenVersion = -1;

    /// @param window bytes to begin with for each stream
    ServiceReader(ServiceFolder folder, LogQuery query, int window) throws IOException {
        this.query = query;
        this.line = new LogLine(folder.service());
        this.block = new LogBlock(line);
        this.windows = new LineWindow[]{new LineWindow(Kind.STDOUT, window), new LineWindow(Kind.STDERR, window)};
        this.untilMicros = query.until().map(IndexFormat::micros).orElse(Long.MAX_VALUE);
        this.source = new ChunkSource(folder, query);
        this.skip = source.skip();
    }

    /// Whether nothing will come any more.
    boolean isEnded() {
        return ended && !hasChunk && !flushing && mark == null;
    }

    /// When what comes next was captured; once [#prepare()] has said that there is something.
    long micros() {
        return chunk.micros;
    }

    /// Whether something was written since [#prepare()] last found nothing.
    boolean hasNews() {
        return !ended && source.folder().version() != seenVersion;
    }

    /// Gets at what comes next, unless there is something under way.
    ///
    /// @return false when there is nothing yet
    boolean prepare() throws IOException {
        if (hasChunk || flushing || mark != null) {
            return true;
        }
        long version = source.folder().version();
        while (!ended) {
            if (source.next(chunk)) {
                return begin();
            }
            if (!source.hasFollowing()) {
                seenVersion = version;
                return !query.following() && end();
            }
            if (source.runEnds() && hasPartial()) {
                flushing = true;
                return true;
            }
            if (advance()) {
                return true;
            }
        }
        return false;
    }

    /// The next line or mark of what is under way.
    ///
    /// @return null when it is used up
    @Nullable
    LogEntry next() throws IOException {
        LogEntry entry = entry();
        while (entry != null && skip > 0) {
            if (entry instanceof LogLine && line.ending() != LogLine.Ending.CONTINUED) {
                skip--;
            }
            entry = entry();
        }
        return entry;
    }

    /// An unfinished line to which nothing was added since, once nothing is under way.
    @Nullable
    LogLine settled(long latest) {
        for (LineWindow each : windows) {
            if (each.hasPartial() && each.latestMicros() <= latest) {
                each.takePartial(line, LogLine.Ending.CONTINUED);
                return line;
            }
        }
        return null;
    }

    /// When something was last added to an unfinished line; none: the largest number.
    long partialSince() {
        long since = Long.MAX_VALUE;
        for (LineWindow each : windows) {
            since = each.hasPartial() ? Math.min(since, each.latestMicros()) : since;
        }
        return since;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        source.close();
    }

    private boolean begin() {
        if (chunk.micros > untilMicros) {
            return end();
        }
        if (chunk.kind != Kind.MARK) {
            long before = source.segment().before(chunk.kind);
            windows[chunk.kind.ordinal()].chunk(chunk.micros, before + chunk.offset);
        }
        line.run(source.run());
        hasChunk = true;
        return true;
    }

    private boolean end() {
        ended = true;
        flushing = hasPartial();
        return flushing;
    }

    /// @return whether something is missing, which is then the next thing to tell
    private boolean advance() throws IOException {
        long missing = source.advance();
        windows[0].segment();
        windows[1].segment();
        if (missing <= 0) {
            return false;
        }
        mark = new LogMark(line.service(), source.run(), IndexFormat.time(chunk.micros),
                new Mark.Gap(missing, "no longer kept"));
        flushing = true;
        return true;
    }

    private @Nullable LogEntry entry() throws IOException {
        if (flushing) {
            LogLine unfinished = unfinished();
            flushing = unfinished != null;
            if (unfinished != null) {
                return unfinished;
            }
        }
        if (mark == null && hasChunk && chunk.kind == Kind.MARK) {
            hasChunk = false;
            mark = readMark();
            flushing = mark != null && (mark.mark() instanceof Mark.Ended || mark.mark() instanceof Mark.Gap);
            return entry();
        }
        if (mark != null) {
            LogMark given = mark;
            mark = null;
            return given;
        }
        return hasChunk ? lines(windows[chunk.kind.ordinal()]) : null;
    }

    private @Nullable LogEntry lines(LineWindow window) throws IOException {
        while (true) {
            if (query.blocks() && skip == 0 && window.takeBlock(block)) {
                return block;
            }
            if (window.takeLine(line)) {
                return line;
            }
            if (window.isFull()) {
                window.takePiece(line);
                return line;
            }
            int shown = chunk.length == 0 ? 0 : window.show(source.segment(), chunk);
            if (shown <= 0) {
                hasChunk = false;
                return peeked(window);
            }
            chunk.offset += shown;
            chunk.length -= shown;
        }
    }

    private @Nullable LogLine peeked(LineWindow window) {
        if (window.hasPartial() && query.partials() instanceof LogQuery.Partials.AtOnce) {
            window.peekPartial(line, LogLine.Ending.CONTINUED);
            return line;
        }
        return null;
    }

    private boolean hasPartial() {
        return partialSince() != Long.MAX_VALUE;
    }

    private @Nullable LogLine unfinished() {
        for (LineWindow each : windows) {
            if (each.hasPartial()) {
                boolean over = !ended || source.isComplete();
                each.takePartial(line, over ? LogLine.Ending.NO_NEWLINE : LogLine.Ending.CONTINUED);
                return line;
            }
        }
        return null;
    }

    private @Nullable LogMark readMark() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(chunk.length, LineWindow.LONGEST_PIECE));
        if (source.segment().read(Kind.MARK, chunk.offset, bytes) <= 0) {
            return null;
        }
        byte[] text = Arrays.copyOf(bytes.array(), bytes.position());
        return new LogMark(line.service(), source.run(), IndexFormat.time(chunk.micros), MarkText.decode(text));
    }
}
