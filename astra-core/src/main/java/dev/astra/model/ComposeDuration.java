package dev.astra.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Compose writes them: `1h2m3.5s`, `50ms`, `10us`.
public final class ComposeDuration {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m|h|d|w)");

    private ComposeDuration() {}

    /// Empty when the text is no duration. A bare `0` is one; any other number needs its unit.
    public static Optional<Duration> parse(String text) {
        String rest = text.strip();
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher part = PART.matcher(rest);
        long nanos = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            double value = Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
            if (value > Long.MAX_VALUE / 16.0) {
                return Optional.empty();
            }
            nanos += Math.round(value);
            end = part.end();
        }
        return end == 0 || end < rest.length() ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /// The shortest readable form: `1m30s`, `250ms`, `3.4s`.
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + "ms";
        }
        if (millis < 60_000) {
            return millis % 1_000 < 50
                    ? millis / 1_000 + "s"
                    : "%d.%ds".formatted(millis / 1_000, millis % 1_000 / 100);
        }
        long seconds = millis / 1_000;
        StringBuilder text = new StringBuilder();
        append(text, seconds / 86_400, "d");
        append(text, seconds % 86_400 / 3_600, "h");
        append(text, seconds % 3_600 / 60, "m");
        append(text, seconds % 60, "s");
        return text.toString();
    }

    private static void append(StringBuilder text, long value, String unit) {
        if (value > 0) {
            text.append(value).append(unit);
        }
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3_600e9;
            case "d" -> 86_400e9;
            case "w" -> 604_800e9;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
