package dev.astra.log;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Lines and marks, one after the other. For one thread at a time.
public sealed interface LogEntries extends Closeable permits Cursor, LogSearch {
    /// The next line or mark, without waiting for more to be written. A line is only valid until the next call.
    ///
    /// @return null when there is nothing yet, or when all is given: see [#isEnded()]
    /// @throws IOException when the store can't be read
    @Nullable
    LogEntry next() throws IOException;

    /// Whether everything was given that was asked for. Never when following.
    boolean isEnded();

    /// Waits until [#next()] may give something, or the time is over. Returns at once when all is given.
    ///
    /// @return false when the time was over
    /// @throws IOException when the store can't be read
    boolean await(Duration most) throws IOException, InterruptedException;
}
