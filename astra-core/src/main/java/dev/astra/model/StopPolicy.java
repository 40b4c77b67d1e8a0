package dev.astra.model;

import java.time.Duration;

/// How a service is asked to stop.
///
/// @param grace how long it may take before SIGKILL
public record StopPolicy(Signal signal, Duration grace) {
    public static final StopPolicy DEFAULT = new StopPolicy(Signal.TERM, Duration.ofSeconds(10));

    public StopPolicy {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace period must not be negative: " + grace);
        }
    }
}
