package dev.astra.container;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.astra.log.RunLog;
import dev.astra.log.StandardStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// Follows a container's output into the log store. The engine stamps each entry with its time; after a broken connection it is asked for
/// what came since the last one, and what is stored already is passed over, so that nothing is lost or told twice.
///
/// The engine hands out whole lines, and pieces of 16 KiB of longer ones, each in a frame (Docker's API, "Attach to a container"). docker-java's
/// own callback is given pieces of frames, in which a time can't be told from output; so the frames are read here.
final class LogTail {
    /// `2026-11-24T11:40:00.123456789Z `, or with an offset.
    private static final int LONGEST_TIME = 40;
    private static final int OK = 200;
    private static final int ERROR = 2;

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
        Thread.ofPlatform().daemon().name("log " + id.substring(0, 12)).start(() -> end.complete(read()));
        return end;
    }

    private boolean read() {
        String path = "/containers/" + id + "/logs?stdout=1&stderr=1&follow=1&timestamps=" + (tty ? 0 : 1) + "&since="
                + Math.max(0, position.second());
        try (DockerHttpClient.Response response = engine.get(path);
                DataInputStream body = new DataInputStream(new BufferedInputStream(response.getBody()))) {
            if (response.getStatusCode() != OK) {
                return false;
            }
            if (tty) {
                copy(body);
            } else {
                for (int kind = body.read(); kind >= 0; kind = body.read()) {
                    body.skipNBytes(3);
                    byte[] entry = new byte[body.readInt()];
                    body.readFully(entry);
                    take(kind == ERROR ? StandardStream.STDERR : StandardStream.STDOUT, entry);
                }
            }
            return true;
        } catch (IOException | RuntimeException broken) {
            return false;
        }
    }

    /// A terminal's output comes without frames and times.
    private void copy(InputStream body) throws IOException {
        byte[] buffer = new byte[16 << 10];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            log.append(StandardStream.STDOUT, ByteBuffer.wrap(buffer, 0, count));
            position.advance(StandardStream.STDOUT, Instant.now());
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
