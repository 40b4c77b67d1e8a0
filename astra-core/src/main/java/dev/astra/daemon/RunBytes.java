package dev.astra.daemon;

import dev.astra.health.RunOutput;
import dev.astra.log.Cursor;
import dev.astra.log.LogEntry;
import dev.astra.log.LogLine;
import dev.astra.log.LogQuery;
import dev.astra.log.LogStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one run has written, read from the log store as it grows. For one thread at a time.
final class RunBytes implements RunOutput, AutoCloseable {
    private final Cursor cursor;
    private ByteBuffer waiting = ByteBuffer.allocate(0);

    RunBytes(LogStore logs, String service, int run) throws IOException {
        cursor = logs.cursor(LogQuery.everything()
                .of(service)
                .run(run)
                .follow()
                .partials(new LogQuery.Partials.WhenSettled(Duration.ZERO)));
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        int count = 0;
        while (count < buffer.length) {
            if (!waiting.hasRemaining() && !advance()) {
                break;
            }
            int piece = Math.min(waiting.remaining(), buffer.length - count);
            waiting.get(buffer, count, piece);
            count += piece;
        }
        return count;
    }

    private boolean advance() throws IOException {
        @Nullable
        LogEntry entry = cursor.next();
        while (entry != null && !(entry instanceof LogLine)) {
            entry = cursor.next();
        }
        if (!(entry instanceof LogLine line)) {
            return false;
        }
        boolean ended = line.ending() != LogLine.Ending.CONTINUED;
        waiting = ByteBuffer.allocate(line.length() + (ended ? 1 : 0)).put(line.bytes());
        if (ended) {
            waiting.put((byte) '\n');
        }
        waiting.flip();
        return true;
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
