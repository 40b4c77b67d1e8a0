package dev.astra.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Where the system gives no news: says every half second that everything must be looked at.
final class PollingEvents implements FileEvents {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Semaphore bell = new Semaphore(0);
    private boolean wanted;
    private long nextLook = System.nanoTime();

    @Override
    public void observe(Map<Path, Spot> spots) {
        wanted = !spots.isEmpty();
    }

    @Override
    public List<FileEvent> next(long millis) {
        long untilLook = wanted ? Math.max(nextLook - System.nanoTime(), 0) : Long.MAX_VALUE;
        long wait = millis < 0 ? untilLook : Math.min(untilLook, TimeUnit.MILLISECONDS.toNanos(millis));
        try {
            if (bell.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
                bell.drainPermits();
                return List.of();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        if (!wanted || System.nanoTime() - nextLook < 0) {
            return List.of();
        }
        nextLook = System.nanoTime() + INTERVAL.toNanos();
        return List.of(new FileEvent.Unknown());
    }

    @Override
    public void wake() {
        bell.release();
    }

    @Override
    public Duration delay() {
        return INTERVAL;
    }

    @Override
    public void close() {}
}
