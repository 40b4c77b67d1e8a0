package dev.astra.services.faults;

import java.time.Duration;

/// A fault.
sealed interface Strike {
    /// SIGKILL, to a service or a store.
    record Kill(String name) implements Strike {}

    /// Stopped and started again.
    record Restart(String name) implements Strike {}

    /// Stopped, and started after a while.
    record Gone(String name, Duration away) implements Strike {}

    /// Everything in Redis is removed at once.
    record Flush() implements Strike {}
}
