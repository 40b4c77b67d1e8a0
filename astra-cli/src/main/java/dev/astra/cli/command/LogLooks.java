package dev.astra.cli.command;

import dev.astra.cli.console.LogLook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How commands that show output are told to show it.
final class LogLooks {
    /// What becomes of a line that is a JSON object.
    enum Format {
        /// Time, level and message first, the rest behind.
        READABLE,
        /// As it was written.
        RAW
    }

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "Lines in JSON: readable (on a terminal unless said otherwise) or raw.")
    @Nullable
    private Format format;

    @Option(
            names = "--marks",
            negatable = true,
            description = "Show where runs begin and end, and why; on a terminal unless said otherwise.")
    @Nullable
    private Boolean marks;

    LogLook of(boolean terminal, boolean colour, boolean timestamps) {
        return new LogLook(terminal, format == null ? terminal : format == Format.READABLE, colour, true, timestamps,
                marks == null ? terminal : marks);
    }
}
