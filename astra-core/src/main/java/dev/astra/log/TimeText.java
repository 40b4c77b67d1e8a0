package dev.astra.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as `2026-11-24T09:30:00.123Z`, or with an offset, without making a String for each. For one thread at a time.
final class TimeText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("XXX");
    private static final long SECOND = 1_000_000;

    private final ZoneId zone;
    private long second = Long.MIN_VALUE;
    private byte[] beginning = new byte[0];
    private byte[] end = new byte[0];

    TimeText(ZoneId zone) {
        this.zone = zone;
    }

    static TimeText utc() {
        return new TimeText(ZoneOffset.UTC);
    }

    /// The most bytes a time takes.
    static int room() {
        return 40;
    }

    /// @return where it ends
    int put(long micros, byte[] target, int at) {
        long now = Math.floorDiv(micros, SECOND);
        if (now != second) {
            second = now;
            var time = Instant.ofEpochSecond(now).atZone(zone);
            beginning = SECONDS.format(time).getBytes(StandardCharsets.US_ASCII);
            end = OFFSET.format(time).getBytes(StandardCharsets.US_ASCII);
        }
        System.arraycopy(beginning, 0, target, at, beginning.length);
        int next = at + beginning.length;
        int millis = (int) (Math.floorMod(micros, SECOND) / 1_000);
        target[next++] = (byte) ('0' + millis / 100);
        target[next++] = (byte) ('0' + millis / 10 % 10);
        target[next++] = (byte) ('0' + millis % 10);
        System.arraycopy(end, 0, target, next, end.length);
        return next + end.length;
    }
}
