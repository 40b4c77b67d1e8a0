package dev.astra.container;

import dev.astra.log.StandardStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/// How much of a container's log has been stored: of each stream, up to which of the engine's timestamps, and how many entries with
/// that one. (Within a stream they only grow; from one to the other they may be out of order.) It is kept in a mapped file, and so
/// outlives a SIGKILL of this process at the price of a memory write an entry. One thread.
final class LogPosition {
    private static final int ID = 64;
    private static final int NANOS = Long.BYTES;
    private static final int COUNT = NANOS + Integer.BYTES;
    private static final int SLOT = COUNT + Integer.BYTES;
    private static final int SIZE = ID + 2 * SLOT;

    private final ByteBuffer state;
    private final boolean known;

    private LogPosition(ByteBuffer state, boolean known) {
        this.state = state;
        this.known = known;
    }

    /// What was remembered of that container, or nothing yet. Without a file there is no memory beyond this process.
    static LogPosition of(Path file, String container) {
        byte[] id = Arrays.copyOf(container.getBytes(StandardCharsets.US_ASCII), ID);
        ByteBuffer state = map(file);
        byte[] before = new byte[ID];
        state.get(0, before);
        boolean known = Arrays.equals(before, id);
        if (!known) {
            state.put(0, new byte[SIZE]);
            state.put(0, id);
        }
        return new LogPosition(state, known);
    }

    private static ByteBuffer map(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
            }
        } catch (IOException _) {
            return ByteBuffer.allocate(SIZE);
        }
    }

    /// Where to begin when nothing is remembered.
    ///
    /// @param time in RFC 3339, as the engine writes it; empty or long ago: the beginning
    void orElse(String time) {
        if (known || time.isEmpty()) {
            return;
        }
        try {
            Instant instant = Instant.parse(time);
            for (StandardStream each : StandardStream.values()) {
                if (instant.getEpochSecond() > 0) {
                    put(slot(each), instant, 0);
                }
            }
        } catch (DateTimeException _) {
            return; // then all that the engine has
        }
    }

    /// The second to ask the engine from; 0: from the beginning.
    int second() {
        return (int) Math.min(state.getLong(slot(StandardStream.STDOUT)), state.getLong(slot(StandardStream.STDERR)));
    }

    /// How many entries with the stream's last timestamp were stored.
    int stored(StandardStream stream) {
        return state.getInt(slot(stream) + COUNT);
    }

    /// Whether an entry of that time lies before the stream's position, after it, or on the very timestamp: negative, positive, 0.
    int compare(StandardStream stream, Instant time) {
        int slot = slot(stream);
        int seconds = Long.compare(time.getEpochSecond(), state.getLong(slot));
        return seconds != 0 ? seconds : Integer.compare(time.getNano(), state.getInt(slot + NANOS));
    }

    /// An entry of that time has been stored.
    void advance(StandardStream stream, Instant time) {
        put(slot(stream), time, compare(stream, time) == 0 ? stored(stream) + 1 : 1);
    }

    private void put(int slot, Instant time, int count) {
        state.putInt(slot + COUNT, count).putInt(slot + NANOS, time.getNano()).putLong(slot, time.getEpochSecond());
    }

    private static int slot(StandardStream stream) {
        return ID + stream.ordinal() * SLOT;
    }
}
