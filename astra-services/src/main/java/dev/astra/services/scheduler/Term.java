package dev.astra.services.scheduler;

import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.contract.TaskState;
import dev.astra.services.kit.Delivery;
import dev.astra.services.kit.StoreUnavailable;
import dev.astra.services.kit.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One time of leading: follows the stream of changes, and between them looks for what no message told of.
final class Term implements Leadership.Office {
    private static final int BATCH = 200;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final Streams streams;
    private final Semaphore somethingFailed = new Semaphore(0);
    private @Nullable Thread follower;

    Term(Scheduler scheduler, Streams streams) {
        this.scheduler = scheduler;
        this.streams = streams;
    }

    @Override
    public void begin() {
        follower = Thread.ofVirtual().name("changes").start(this::follow);
    }

    private void follow() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                streams.consume(
                        streams.reader("scheduler-service", "scheduler-service", List.of(StreamNames.TASKS_CHANGED),
                                TaskChanged.class),
                        BATCH,
                        this::changed);
            } catch (InterruptedException _) {
                return;
            } catch (StoreUnavailable unavailable) {
                scheduler.rest(unavailable);
            } catch (Exception failure) {
                scheduler.rest(failure);
            }
        }
    }

    private void changed(List<Delivery<TaskChanged>> deliveries) {
        scheduler.queueReady(deliveries);
        if (deliveries.stream().anyMatch(each -> each.message().state() == TaskState.FAILED)) {
            somethingFailed.release();
        }
    }

    /// Decides about all that is open, then waits until something fails, a back-off is over, or five seconds have passed.
    @Override
    public void round() throws InterruptedException {
        Instant next = scheduler.sweep();
        long millis = Math.clamp(Duration.between(Instant.now(), next).toMillis(), 20, LONGEST_ROUND.toMillis());
        if (somethingFailed.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            somethingFailed.drainPermits();
        }
    }

    @Override
    public void end() {
        if (follower != null) {
            follower.interrupt();
        }
    }
}
