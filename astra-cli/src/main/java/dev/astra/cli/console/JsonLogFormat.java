package dev.astra.cli.console;

import dev.astra.log.LogLine;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a log line in JSON readable: time, level and message first, the rest dim behind them.
final class JsonLogFormat {
    private static final Set<String> TIME = Set.of("time", "timestamp", "@timestamp", "ts");
    private static final Set<String> LEVEL = Set.of("level", "severity", "lvl");
    private static final Set<String> MESSAGE = Set.of("message", "msg");
    private static final int CLOCK_FROM = 11;
    private static final int CLOCK_TO = 23;

    private JsonLogFormat() {}

    /// A first look, without reading the text.
    static boolean mayBe(LogLine line) {
        return line.length() > 1 && line.bytes().get(0) == '{';
    }

    /// Empty when the line is no JSON object, or has no message.
    static Optional<String> readable(String line, Paint paint) {
        return FlatJson.read(line.strip()).flatMap(fields -> readable(fields, paint));
    }

    private static Optional<String> readable(Map<String, String> fields, Paint paint) {
        Map<String, String> rest = new LinkedHashMap<>(fields);
        String message = take(rest, MESSAGE);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        String time = take(rest, TIME);
        if (!time.isEmpty()) {
            text.append(paint.dim(SafeText.plain(clock(time)))).append(' ');
        }
        String level = take(rest, LEVEL).toUpperCase(Locale.ROOT);
        if (!level.isEmpty()) {
            text.append(level(SafeText.plain(level), paint)).append(' ');
        }
        text.append(SafeText.plain(message));
        rest.forEach((key, value) -> text.append(' ').append(paint.dim(SafeText.plain(key + "=" + value))));
        return Optional.of(text.toString());
    }

    private static String take(Map<String, String> fields, Set<String> names) {
        for (String each : fields.keySet()) {
            if (names.contains(each)) {
                String value = fields.get(each);
                fields.remove(each);
                return value == null ? "" : value;
            }
        }
        return "";
    }

    /// The time of day out of an RFC 3339 time; anything else as it is.
    private static String clock(String time) {
        boolean full = time.length() > CLOCK_FROM && time.charAt(CLOCK_FROM - 1) == 'T';
        return full ? time.substring(CLOCK_FROM, Math.min(CLOCK_TO, time.length())) : time;
    }

    private static String level(String level, Paint paint) {
        String padded = DisplayWidth.pad(level, 5);
        return switch (level) {
            case "ERROR", "FATAL", "SEVERE", "CRITICAL" -> paint.red(padded);
            case "WARN", "WARNING" -> paint.yellow(padded);
            case "DEBUG", "TRACE" -> paint.dim(padded);
            default -> paint.green(padded);
        };
    }
}
