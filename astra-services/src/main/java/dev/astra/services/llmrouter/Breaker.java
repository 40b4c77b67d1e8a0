package dev.astra.services.llmrouter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps questions from a provider that does not answer: after three failures in a row it rests for ten seconds; then one
/// question is let through, and the others with its answer. Safe for use by many threads.
final class Breaker {
    private static final int FAILURES = 3;
    static final Duration REST = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private int failures;
    private Instant restingUntil = Instant.MIN;

    Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether the provider may be asked now; whoever asks it says how it went.
    boolean lets() {
        lock.lock();
        try {
            if (failures < FAILURES) {
                return true;
            }
            Instant now = clock.instant();
            if (now.isBefore(restingUntil)) {
                return false;
            }
            restingUntil = now.plus(REST);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void succeeded() {
        lock.lock();
        try {
            failures = 0;
        } finally {
            lock.unlock();
        }
    }

    void failed() {
        lock.lock();
        try {
            failures++;
            restingUntil = clock.instant().plus(REST);
        } finally {
            lock.unlock();
        }
    }
}
