package dev.astra.health;

import java.net.SocketTimeoutException;
import java.time.Duration;

/// The moment by which a probe must have its answer.
record Deadline(long nanoTime) {
    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /// Milliseconds left, at least 1, as sockets want them.
    int remainingMillis() throws SocketTimeoutException {
        long nanos = nanoTime - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException();
        }
        return Math.clamp((nanos + 999_999) / 1_000_000, 1, Integer.MAX_VALUE);
    }

    boolean passed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    Deadline orIn(Duration sooner) {
        Deadline other = in(sooner);
        return other.nanoTime - nanoTime < 0 ? other : this;
    }
}
