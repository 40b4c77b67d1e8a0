package dev.astra.model;

import java.time.Duration;
import java.util.Optional;

/// Durations as Compose writes them: `1h2m3.5s`, `50ms`, `10us`.
public final class ComposeDuration {
    private ComposeDuration() {}

    /// Empty when the text is no duration. A bare `0` is one; any other number needs its unit.
    public static Optional<Duration> parse(String text) {
        String rest = text.strip();
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        long nanos = 0;
        int at = 0;
        while (at < rest.length()) {
            int unitStart = skip(rest, at, true);
            int unitEnd = skip(rest, unitStart, false);
            double value = number(rest.substring(at, unitStart)) * nanosOf(rest.substring(unitStart, unitEnd));
            if (!(value >= 0 && value <= Long.MAX_VALUE / 16.0)) {
                return Optional.empty();
            }
            nanos += Math.round(value);
            at = unitEnd;
        }
        return at == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /// The shortest readable form: `1m30s`, `250ms`, `3.4s`.
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + "ms";
        }
        if (millis < 60_000) {
            return millis / 1_000 + (millis % 1_000 < 50 ? "" : "." + millis % 1_000 / 100) + "s";
        }
        long seconds = millis / 1_000;
        StringBuilder text = new StringBuilder();
        append(text, seconds / 86_400, "d");
        append(text, seconds % 86_400 / 3_600, "h");
        append(text, seconds % 3_600 / 60, "m");
        append(text, seconds % 60, "s");
        return text.toString();
    }

    /// The exact form as Compose prints it: `1m30s`, `1h0m0s`, `1.25s`, `50ms`, `0s`.
    public static String exact(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        if (nanos < 1_000_000) {
            return decimal(nanos, 1_000) + "µs";
        }
        if (nanos < 1_000_000_000) {
            return decimal(nanos, 1_000_000) + "ms";
        }
        long hours = duration.toHours();
        long minutes = duration.toMinutes();
        String seconds = decimal(nanos - minutes * 60_000_000_000L, 1_000_000_000) + "s";
        return (hours > 0 ? hours + "h" : "") + (minutes > 0 ? minutes % 60 + "m" : "") + seconds;
    }

    private static String decimal(long nanos, long unit) {
        String fraction = Long.toString(unit + nanos % unit).substring(1);
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return nanos / unit + (end == 0 ? "" : "." + fraction.substring(0, end));
    }

    private static int skip(String text, int from, boolean number) {
        int end = from;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.') == number) {
            end++;
        }
        return end;
    }

    private static double number(String digits) {
        try {
            return digits.startsWith(".") || digits.endsWith(".") ? -1 : Double.parseDouble(digits);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3_600e9;
            case "d" -> 86_400e9;
            case "w" -> 604_800e9;
            default -> Double.NaN;
        };
    }

    private static void append(StringBuilder text, long value, String unit) {
        if (value > 0) {
            text.append(value).append(unit);
        }
    }
}
