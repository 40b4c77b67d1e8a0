package dev.astra.log;

import java.time.Instant;

/// What a [Cursor] gives.
public sealed interface LogEntry permits LogLine, LogBlock, LogMark {
    String service();

    int run();

    /// When it was captured: for a line its first byte, for a block all of it. To the microsecond.
    Instant time();
}
