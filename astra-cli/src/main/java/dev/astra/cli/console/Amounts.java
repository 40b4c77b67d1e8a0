package dev.astra.cli.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Durations and sizes as people read them. Numbers have a point, whatever the machine's language.
public final class Amounts {
    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

    private Amounts() {}

    /// Such as `40 ms`, `3.4 s`, `2 min 5 s`, `3 h 20 min`, `12 d 4 h`. Negative: `0 ms`.
    public static String duration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
        }
        long seconds = Math.round(millis / 1e3);
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    /// How long something has been so, in its largest unit alone: `40 s`, `12 min`, `3 h`, `9 d`.
    public static String age(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }

    /// Such as `512 B`, `1.5 KiB`, `148 MiB`.
    public static String bytes(long bytes) {
        double amount = Math.max(0, bytes);
        int unit = 0;
        while (amount >= 999.5 && unit < BINARY.size() - 1) {
            amount /= 1_024;
            unit++;
        }
        boolean fine = unit > 0 && amount < 9.95;
        return String.format(Locale.ROOT, fine ? "%.1f %s" : "%.0f %s", amount, BINARY.get(unit));
    }

    /// Of a core, such as `0.4%` or `12%`.
    public static String percent(double percent) {
        return String.format(Locale.ROOT, percent < 9.95 ? "%.1f%%" : "%.0f%%", Math.max(0, percent));
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
