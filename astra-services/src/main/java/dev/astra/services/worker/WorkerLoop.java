package dev.astra.services.worker;

import dev.astra.services.contract.Heartbeat;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.TaskDispatch;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.kit.Delivery;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.StoreUnavailable;
import dev.astra.services.kit.StreamReader;
import dev.astra.services.kit.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A worker: reads the tasks of its kind as one of the group of workers, runs each in a slot, and acknowledges it when its end is
/// stored. Its name is kept over a restart, so that it finds again what it had taken; its instance is new, so that what an
/// earlier one left running is known to be lost. When the service stops, it takes nothing more, gives what runs a moment
/// to finish, and says that it leaves.
public final class WorkerLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofMillis(350);

    private final String name;
    private final String worker;
    private final TaskKind kind;
    private final int size;
    private final Streams streams;
    private final Attempts attempts;
    private final Log log;
    private final ServiceContext context;
    private final Semaphore slots;
    private final Map<String, Run> running = new ConcurrentHashMap<>();

    private record Run(Thread thread, Delivery<TaskDispatch> delivery) {}

    private WorkerLoop(ServiceContext context, TaskKind kind, int slots, Job job) {
        this.context = context;
        this.kind = kind;
        name = context.settings().text("WORKER_NAME", context + "-1");
        worker = name + "/" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
        size = context.settings().number("WORKER_SLOTS", slots);
        streams = context.streams();
        log = context.log();
        attempts = new Attempts(context.peer(ServiceName.TASK_SERVICE), job, worker, log);
        this.slots = new Semaphore(size);
    }

    /// Has the service work off the tasks of this kind.
    /// @param slots how many at once, unless the setting `WORKER_SLOTS` says otherwise
    public static void declare(ServiceContext context, TaskKind kind, int slots, Job job) {
        WorkerLoop loop = new WorkerLoop(context, kind, slots, job);
        context.every(BEAT, "heartbeat", () -> loop.beat(false));
        context.background("tasks", loop::work);
    }

    private void beat(boolean leaving) {
        streams.publish(StreamNames.HEARTBEATS,
                new Heartbeat(worker, kind, size, running.size(), leaving, Instant.now()));
    }

    private void work() throws InterruptedException {
        try (StreamReader<TaskDispatch> reader = streams.soleReader(StreamNames.WORKERS, name, StreamNames.tasks(kind),
                TaskDispatch.class)) {
            while (true) {
                take(reader);
            }
        } catch (InterruptedException stopping) {
            leave();
            throw stopping;
        } catch (StoreUnavailable unavailable) {
            // an interrupt closes the connection that is being read from
            if (Thread.interrupted()) {
                leave();
                throw new InterruptedException();
            }
            throw unavailable;
        }
    }

    private void take(StreamReader<TaskDispatch> reader) throws InterruptedException {
        slots.acquire();
        slots.release();
        // so many of each of two streams
        for (Delivery<TaskDispatch> delivery : reader.read(Math.max(1, slots.availablePermits() / 2), PATIENCE)) {
            String attempt = delivery.message().taskId() + "#" + delivery.message().attempt();
            Run same = running.get(attempt);
            if (same == null) {
                slots.acquire();
                Thread thread = Thread.ofVirtual().name(attempt).unstarted(() -> run(attempt, delivery, reader));
                running.put(attempt, new Run(thread, delivery));
                thread.start();
            } else if (!same.delivery().id().equals(delivery.id())) {
                // dispatched twice: the message that is being dealt with stays until its effect is stored
                reader.acknowledge(List.of(delivery));
            }
        }
    }

    private void run(String attempt, Delivery<TaskDispatch> delivery, StreamReader<TaskDispatch> reader) {
        context.within(delivery.trace(), "run task", () -> {
            try {
                attempts.settle(delivery.message());
                reader.acknowledge(List.of(delivery));
            } catch (InterruptedException _) {
                log.warn("left undone", "attempt", attempt);
            } catch (RuntimeException failure) {
                // the message stays, and comes again
                log.error("could not bring it to an end", "attempt", attempt, "reason", failure);
            } finally {
                running.remove(attempt);
                slots.release();
            }
            return attempt;
        });
    }

    private void leave() throws InterruptedException {
        if (!slots.tryAcquire(size, DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            running.values().forEach(run -> run.thread().interrupt());
        }
        try {
            beat(true);
        } catch (StoreUnavailable unavailable) {
            log.warn("cannot say that it leaves", "reason", unavailable);
        }
    }
}
