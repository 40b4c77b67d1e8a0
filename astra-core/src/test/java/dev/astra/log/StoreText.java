package dev.astra.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// Logs as text, for tests to compare.
final class StoreText {
    private static final Duration MOST = Duration.ofSeconds(20);

    private StoreText() {}

    static void write(RunLog log, StandardStream stream, String text) {
        log.append(stream, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static void write(RunLog log, String text) {
        write(log, StandardStream.STDOUT, text);
    }

    /// Everything a query gives, without waiting: `service.run/o|line` with a `~` for a piece that goes on and `¶` for a missing newline.
    static List<String> all(LogStore store, LogQuery query) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Cursor cursor = store.cursor(query)) {
            for (LogEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                lines.add(show(entry));
            }
        }
        return lines;
    }

    /// So many entries of a cursor that follows.
    static List<String> take(Cursor cursor, int count) throws Exception {
        List<String> lines = new ArrayList<>();
        long end = System.nanoTime() + MOST.toNanos();
        while (lines.size() < count) {
            LogEntry entry = cursor.next();
            if (entry != null) {
                lines.add(show(entry));
            } else if (!cursor.await(MOST) || System.nanoTime() > end) {
                throw new TimeoutException("only " + lines);
            }
        }
        return lines;
    }

    static String show(LogEntry entry) {
        return entry.service() + "." + entry.run() + switch (entry) {
            case LogLine line -> "/" + line.stream().label().charAt(3) + (line.begins() ? "|" : "~") + line.text()
                    + switch (line.ending()) {
                        case NEWLINE -> "";
                        case NO_NEWLINE -> "¶";
                        case CONTINUED -> "~";
                    };
            case LogBlock _ -> throw new IllegalStateException("nobody asked for blocks");
            case LogMark mark -> " " + mark.mark().describe();
        };
    }
}
