package dev.astra.services.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The background work of a service: each piece on a virtual thread, begun again after a pause when it fails, interrupted when
/// the service stops.
final class Background implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONG_RUN = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofMillis(500);

    private record Piece(String name, ServiceContext.Work work) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Log log;
    private volatile boolean stopping;

    Background(Log log) {
        this.log = log;
    }

    void add(String name, ServiceContext.Work work) {
        pieces.add(new Piece(name, work));
    }

    void start() {
        for (Piece piece : pieces) {
            threads.add(Thread.ofVirtual().name(piece.name()).start(() -> keepRunning(piece)));
        }
    }

    private void keepRunning(Piece piece) {
        Duration pause = FIRST_PAUSE;
        String last = "";
        while (!stopping) {
            long begun = System.nanoTime();
            try {
                Trace.begin().call(() -> {
                    piece.work().run();
                    return piece;
                });
                return;
            } catch (InterruptedException _) {
                return;
            } catch (Exception failure) {
                if (stopping) {
                    return;
                }
                String reason = Log.describe(failure);
                if (!reason.equals(last)) {
                    log.warn("background work failed and is begun again until it works", "work", piece.name(), "reason",
                            reason);
                }
                last = reason;
            }
            boolean ranLong = System.nanoTime() - begun > LONG_RUN.toNanos();
            pause = ranLong ? FIRST_PAUSE : pause;
            last = ranLong ? "" : last;
            if (!sleep(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    @Override
    public void close() {
        stopping = true;
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + DRAIN.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
