package dev.astra.model;

import java.time.Duration;

/// How and how often a service's health is asked for; the words and defaults are Compose's.
///
/// @param interval between probes once the service is healthy, or its start period is over
/// @param timeout after which a probe counts as failed
/// @param retries how many failures in a row make it unhealthy; at least 1
/// @param startPeriod in which failures do not count
/// @param startInterval between probes while it starts
public record Healthcheck(
        Probe probe, Duration interval, Duration timeout, int retries, Duration startPeriod,
        Duration startInterval) {
    public Healthcheck {
        if (retries < 1) {
            throw new IllegalArgumentException("retries must be at least 1: " + retries);
        }
    }
}
