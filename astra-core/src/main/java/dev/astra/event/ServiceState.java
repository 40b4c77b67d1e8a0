package dev.astra.event;

import java.util.Locale;

/// Where a service is in its life. The words are the ones that `ps` prints.
public enum ServiceState {
    /// Waits for a dependency.
    PENDING,
    /// Runs, not yet ready.
    STARTING,
    /// Runs and is ready.
    RUNNING,
    /// Held by a debugger or SIGSTOP.
    PAUSED,
    /// Asked to stop.
    STOPPING,
    /// Waits to be restarted.
    BACKOFF,
    /// Gave up after its restarts.
    HELD,
    /// Ended by itself with code 0.
    EXITED,
    /// Ended by itself otherwise, or could not start.
    FAILED,
    /// Ended on request, or never started.
    STOPPED,
    /// A dependency failed.
    SKIPPED,
    /// Its build is running.
    BUILDING;

    /// As `ps` prints it, such as `running`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
