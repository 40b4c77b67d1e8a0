package dev.astra.log;

import java.time.Instant;

/// What a [Cursor] gives.
public sealed interface LogEntry permits LogLine, LogMark {
    String service();

    int run();

    /// When it was captured: for a line its first byte. To the microsecond.
    Instant time();
}
