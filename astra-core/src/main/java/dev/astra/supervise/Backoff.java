package dev.astra.supervise;

import dev.astra.model.RestartPolicy;
import java.time.Duration;

/// How long a service waits before it is restarted.
final class Backoff {
    private Backoff() {}

    /// The delay before the given restart in a row, counted from 1: doubled each time up to the longest, and spread by ± 10 % so
    /// that services that failed together do not come back together. The spread is the same for the same service and run.
    static Duration delay(RestartPolicy policy, int attempt, String service, int run) {
        long longest = policy.lastDelay().toNanos();
        long nanos = policy.firstDelay().toNanos();
        for (int i = 1; i < attempt && nanos < longest; i++) {
            nanos = Math.min(longest, nanos * 2);
        }
        int spread = Math.floorMod(31 * service.hashCode() + 17 * run, 201) - 100;
        return Duration.ofNanos(nanos + nanos / 1_000 * spread);
    }

    /// Whether the policy asks for another run after this end.
    static boolean restarts(RestartPolicy policy, boolean success) {
        return switch (policy.mode()) {
            case NO -> false;
            case ALWAYS, UNLESS_STOPPED -> true;
            case ON_FAILURE -> !success;
        };
    }
}
