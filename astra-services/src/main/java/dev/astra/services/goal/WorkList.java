package dev.astra.services.goal;

import dev.astra.services.kit.Log;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.Trace;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The goals whose next step can be taken now. It is only a short cut: what does not fit, or is lost with the process, becomes
/// due in Postgres.
final class WorkList {
    private static final int LONGEST = 1_000;
    private static final int SHORT = 50;
    private static final int THREADS = 4;

    private final BlockingQueue<Goals.Due> goals = new ArrayBlockingQueue<>(LONGEST);
    private final Goals stored;
    private final Steps steps;
    private final Log log;

    WorkList(Goals goals, Steps steps, Log log) {
        this.stored = goals;
        this.steps = steps;
        this.log = log;
    }

    void start(ServiceContext context) {
        for (int thread = 1; thread <= THREADS; thread++) {
            context.background("steps-" + thread, () -> work(context));
        }
    }

    void add(Goals.Due due) {
        boolean fits = goals.offer(due);
        if (!fits) {
            log.info("the work list is full, the goal waits until it is due", "goal", due.goal().id());
        }
    }

    /// Adds what is due, unless there is enough to do.
    void takeDue() {
        if (goals.size() < SHORT) {
            stored.takeDue(SHORT).forEach(this::add);
        }
    }

    private void work(ServiceContext context) throws InterruptedException {
        while (true) {
            Goals.Due due = goals.take();
            context.within(Trace.follow(due.traceparent()), "next step", () -> {
                attempt(due);
                return due;
            });
        }
    }

    private void attempt(Goals.Due due) {
        try {
            steps.next(due.goal());
        } catch (RuntimeException failure) {
            log.warn("the next step failed and is taken again when due", "goal", due.goal().id(), "reason", failure);
        }
    }
}
