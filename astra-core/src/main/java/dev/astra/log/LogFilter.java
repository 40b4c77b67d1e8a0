package dev.astra.log;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Which lines of a cursor a [LogSearch] gives. Marks are only given when neither pattern nor level is asked for.
///
/// @param pattern to be found in the line
/// @param level lines that say they have this level or a more serious one
/// @param before so many lines of the same service before each, too
/// @param after so many lines of the same service behind each, too
/// @param tail at most so many last lines of what is there at first
public record LogFilter(
        Optional<Pattern> pattern, Optional<LogLevel> level, int before, int after, OptionalInt tail) {
    public LogFilter {
        if (before < 0 || after < 0 || tail.isPresent() && tail.getAsInt() < 0) {
            throw new IllegalArgumentException("a number of lines can't be less than 0");
        }
    }

    /// Lines in which a pattern is found.
    public static LogFilter grep(Pattern pattern) {
        return new LogFilter(Optional.of(pattern), Optional.empty(), 0, 0, OptionalInt.empty());
    }

    /// Whether it leaves anything out.
    public boolean selects() {
        return pattern.isPresent() || level.isPresent();
    }
}
