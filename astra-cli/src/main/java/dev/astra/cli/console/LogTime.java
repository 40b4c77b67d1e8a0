package dev.astra.cli.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/// Writes times of capture in RFC 3339, in UTC and to the millisecond, without making objects for each. For one thread at a time.
final class LogTime {
    private static final int MICROS = 1_000_000;
    private static final int FRACTION_AT = 20;

    private final byte[] text = "2026-01-01T00:00:00.000Z ".getBytes(StandardCharsets.US_ASCII);
    private long second = Long.MIN_VALUE;

    /// The time and a space; valid until the next call.
    byte[] of(long micros) {
        long whole = Math.floorDiv(micros, MICROS);
        if (whole != second) {
            second = whole;
            LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(whole), ZoneOffset.UTC);
            String date = String.format(Locale.ROOT, "%tFT%<tT", time);
            for (int i = 0; i < date.length(); i++) {
                text[i] = (byte) date.charAt(i);
            }
        }
        int millis = (int) (micros - whole * MICROS) / 1_000;
        text[FRACTION_AT] = (byte) ('0' + millis / 100);
        text[FRACTION_AT + 1] = (byte) ('0' + millis / 10 % 10);
        text[FRACTION_AT + 2] = (byte) ('0' + millis % 10);
        return text;
    }

    /// The same behind other text.
    byte[] behind(byte[] before, long micros) {
        byte[] both = Arrays.copyOf(before, before.length + text.length);
        System.arraycopy(of(micros), 0, both, before.length, text.length);
        return both;
    }
}
