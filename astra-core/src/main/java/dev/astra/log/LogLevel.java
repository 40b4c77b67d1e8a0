package dev.astra.log;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// How serious a line is.
public enum LogLevel {
    TRACE, DEBUG, INFO, WARN, ERROR, FATAL;

    /// A level is looked for so far into a line.
    private static final int FAR = 120;
    private static final String[] FIELDS = {"level", "severity", "lvl", "log.level"};

    /// The level a word stands for, in any case: `warning`, `ERR`, `panic`, or bunyan's and pino's numbers.
    public static Optional<LogLevel> of(String word) {
        return Optional.ofNullable(switch (word.toLowerCase(Locale.ROOT)) {
            case "trace", "verbose", "finest", "finer", "10" -> TRACE;
            case "debug", "fine", "config", "20" -> DEBUG;
            case "info", "notice", "information", "informational", "30" -> INFO;
            case "warn", "warning", "40" -> WARN;
            case "error", "err", "severe", "50" -> ERROR;
            case "fatal", "critical", "crit", "panic", "alert", "emerg", "emergency", "60" -> FATAL;
            default -> null;
        });
    }

    /// The level that a line says it has: in a JSON object the value of `level` or its like, elsewhere a word in capitals, in brackets,
    /// before a colon, or behind `level=`, near the beginning.
    public static Optional<LogLevel> of(LogLine line) {
        JsonFields fields = new JsonFields();
        if (fields.reset(line)) {
            while (fields.next()) {
                for (String each : FIELDS) {
                    if (fields.isNamed(each)) {
                        return of(fields.value());
                    }
                }
            }
            return Optional.empty();
        }
        return inText(line.array(), line.from(), Math.min(line.to(), line.from() + FAR));
    }

    private static Optional<LogLevel> inText(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && isLetter(bytes[end])) {
                end++;
            }
            if (end - at >= 3 && stands(bytes, from, at, end)) {
                Optional<LogLevel> level = of(new String(bytes, at, end - at, StandardCharsets.US_ASCII));
                if (level.isPresent()) {
                    return level;
                }
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    /// Whether a word stands where a level would.
    private static boolean stands(byte[] bytes, int from, int start, int end) {
        boolean capitals = true;
        for (int i = start; i < end; i++) {
            capitals &= bytes[i] <= 'Z';
        }
        byte before = start > from ? bytes[start - 1] : (byte) ' ';
        byte after = end < bytes.length ? bytes[end] : (byte) ' ';
        return capitals || before == '[' || before == '<' || before == '=' || after == ']' || after == ':';
    }

    private static boolean isLetter(byte each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z';
    }
}
