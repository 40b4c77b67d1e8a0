package dev.astra.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.astra.log.RunLog;
import dev.astra.log.StandardStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Follows a container's output into the log store. The engine stamps each entry with its time; after a broken connection it is asked for
/// what came since the last one, and what is stored already is passed over, so that nothing is lost or told twice.
///
/// The engine hands out whole lines, and pieces of 16 KiB of longer ones, each after its time. docker-java cuts these further, wherever a
/// read ends; so they are put together again here.
final class LogTail {
    /// `2026-11-24T11:40:00.123456789Z `, or with an offset.
    private static final int LONGEST_TIME = 40;
    /// What the engine hands out of a longer line at once.
    private static final int PIECE = 16 << 10;

    private final Engine engine;
    private final String id;
    private final boolean tty;
    private final RunLog log;
    private final LogPosition position;
    /// By stream, how many entries with the timestamp of its position still come again; -1: it has caught up.
    private final int[] repeats = {-1, -1};

    LogTail(Engine engine, String id, boolean tty, RunLog log, LogPosition position) {
        this.engine = engine;
        this.id = id;
        this.tty = tty;
        this.log = log;
        this.position = position;
    }

    /// Completes when the engine has no more to tell: with true when the container has ended and all of its output is stored, with
    /// false when the connection broke.
    CompletableFuture<Boolean> follow() {
        for (StandardStream each : StandardStream.values()) {
            repeats[each.ordinal()] = position.stored(each);
        }
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        LogContainerCmd command = engine.streams()
                .logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .withTimestamps(!tty);
        if (position.second() > 0) {
            command.withSince(position.second());
        }
        var _ = command.exec(new ResultCallback.Adapter<Frame>() {
            private final Map<StandardStream, ByteArrayOutputStream> begun = new EnumMap<>(StandardStream.class);

            @Override
            public void onNext(Frame piece) {
                StandardStream stream = piece.getStreamType() == StreamType.STDERR
                        ? StandardStream.STDERR
                        : StandardStream.STDOUT;
                take(stream, piece.getPayload(), begun.computeIfAbsent(stream, _ -> new ByteArrayOutputStream()));
            }

            @Override
            public void onError(Throwable failure) {
                super.onError(failure);
                end.complete(false);
            }

            @Override
            public void onComplete() {
                super.onComplete();
                begun.forEach(LogTail.this::finish);
                end.complete(true);
            }
        });
        return end;
    }

    /// @param begun what is there of the entry that the piece belongs to
    private void take(StandardStream stream, byte[] piece, ByteArrayOutputStream begun) {
        if (tty) {
            log.append(stream, ByteBuffer.wrap(piece));
            position.advance(stream, Instant.now());
            return;
        }
        int space = space(piece);
        if (begun.size() > 0 && space > 0 && !time(piece, space).equals(Instant.EPOCH)) {
            finish(stream, begun); // the one before ended without a newline, with its container
        }
        begun.writeBytes(piece);
        boolean line = piece.length > 0 && piece[piece.length - 1] == '\n';
        if (line || begun.size() >= PIECE && begun.size() > PIECE + space(begun.toByteArray())) {
            finish(stream, begun);
        }
    }

    private void finish(StandardStream stream, ByteArrayOutputStream begun) {
        byte[] entry = begun.toByteArray();
        begun.reset();
        if (entry.length > 0) {
            take(stream, entry);
        }
    }

    private void take(StandardStream stream, byte[] bytes) {
        int space = space(bytes);
        Instant time = space < 0 ? Instant.EPOCH : time(bytes, space);
        if (time.equals(Instant.EPOCH)) {
            log.append(stream, ByteBuffer.wrap(bytes));
            return;
        }
        if (isRepeat(stream, time)) {
            return;
        }
        log.append(stream, ByteBuffer.wrap(bytes, space + 1, bytes.length - space - 1));
        position.advance(stream, time);
    }

    private boolean isRepeat(StandardStream stream, Instant time) {
        int left = repeats[stream.ordinal()];
        if (left < 0) {
            return false;
        }
        int order = position.compare(stream, time);
        boolean repeat = order < 0 || order == 0 && left > 0;
        repeats[stream.ordinal()] = order < 0 ? left : order == 0 && left > 0 ? left - 1 : -1;
        return repeat;
    }

    private static int space(byte[] bytes) {
        for (int i = 0; i < Math.min(LONGEST_TIME, bytes.length); i++) {
            if (bytes[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    private static Instant time(byte[] bytes, int end) {
        try {
            return Instant.parse(new String(bytes, 0, end, StandardCharsets.US_ASCII));
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }
}
