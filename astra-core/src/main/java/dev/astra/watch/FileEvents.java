package dev.astra.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The system's news about files. For one thread, but for [#wake()].
interface FileEvents extends AutoCloseable {
    /// Changes what is observed to exactly these folders.
    ///
    /// @throws WatchLimitException when the system has no room for so many
    void observe(Map<Path, Spot> spots) throws WatchLimitException;

    /// Waits for news.
    ///
    /// @param millis how long at most; negative: for ever
    /// @return empty when the time is over or somebody called [#wake()]
    List<FileEvent> next(long millis);

    /// Makes the waiting thread, or the next one to wait, return at once. Safe for several threads.
    void wake();

    /// How late news may be.
    Duration delay();

    @Override
    void close();
}
