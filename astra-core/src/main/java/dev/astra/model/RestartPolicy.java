package dev.astra.model;

import java.time.Duration;

/// Whether and how soon a service that has ended is started again.
///
/// @param maxAttempts how many restarts in a row before the service is held; 0: no limit
/// @param firstDelay before the first restart; it doubles with each further one
/// @param lastDelay the longest delay
/// @param window how long a run must last to count as good where there is no healthcheck; a good run resets the delay
public record RestartPolicy(
        Mode mode, int maxAttempts, Duration firstDelay, Duration lastDelay, Duration window) {
    /// When a service is started again.
    public enum Mode {
        NO, ALWAYS, UNLESS_STOPPED, ON_FAILURE
    }

    /// What holds where a file says nothing more than the mode: 250 ms doubling up to 30 s.
    public static RestartPolicy of(Mode mode, int maxAttempts) {
        return new RestartPolicy(mode, maxAttempts, Duration.ofMillis(250), Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public RestartPolicy {
        if (maxAttempts < 0 || firstDelay.isNegative() || lastDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "attempts and delays must not be negative, nor the last delay below the first");
        }
    }
}
