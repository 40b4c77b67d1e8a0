package dev.astra.log;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Wakes readers when something was written. Ringing with nobody waiting costs one addition. Safe for use by several threads.
final class Bell {
    private final AtomicLong rings = new AtomicLong();
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    void ring() {
        rings.incrementAndGet();
        if (!waiting.isEmpty()) {
            waiting.forEach(LockSupport::unpark);
        }
    }

    long rings() {
        return rings.get();
    }

    /// Waits until the bell has rung more often than that, or the time is over.
    ///
    /// @return whether it has
    boolean await(long heard, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        Thread self = Thread.currentThread();
        waiting.add(self);
        try {
            while (rings.get() == heard) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return true;
        } finally {
            waiting.remove(self);
        }
    }
}
