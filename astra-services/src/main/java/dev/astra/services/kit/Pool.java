package dev.astra.services.kit;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A handful of connections, opened when needed and kept for the next. The one used last is lent first, so that those not
/// needed are the old ones. Safe for use by many threads.
final class Pool<T> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long TRUSTED_NANOS = Duration.ofMillis(500).toNanos();

    /// How connections are made, tried and closed.
    interface Kind<T> {
        T open() throws Exception;

        /// Whether one that has been idle for a while still works.
        boolean works(T connection);

        void close(T connection);
    }

    private record Idle<T>(T connection, long since) {}

    private final Kind<T> kind;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Idle<T>> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Pool(Kind<T> kind, int size) {
        this.kind = kind;
        this.permits = new Semaphore(size);
    }

    /// A connection that works, as far as one can tell; give it back or discard it.
    /// @throws IllegalStateException when all are lent for five seconds on end
    T borrow() throws Exception {
        if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("no connection became free within " + PATIENCE.toSeconds() + " s");
        }
        try {
            T kept = takeIdle();
            return kept == null ? kind.open() : kept;
        } catch (Exception | Error failure) {
            permits.release();
            throw failure;
        }
    }

    private @Nullable T takeIdle() {
        for (Idle<T> next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (System.nanoTime() - next.since() < TRUSTED_NANOS || kind.works(next.connection())) {
                return next.connection();
            }
            kind.close(next.connection());
        }
        return null;
    }

    void giveBack(T connection) {
        if (closed) {
            discard(connection);
            return;
        }
        idle.addFirst(new Idle<>(connection, System.nanoTime()));
        permits.release();
    }

    /// For one that has failed: the idle ones have probably failed with it.
    void discard(T connection) {
        kind.close(connection);
        permits.release();
        closeIdle();
    }

    private void closeIdle() {
        for (Idle<T> next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            kind.close(next.connection());
        }
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }
}
