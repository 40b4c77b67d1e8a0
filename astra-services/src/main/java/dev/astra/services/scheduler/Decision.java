package dev.astra.services.scheduler;

import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskState;
import java.time.Duration;
import java.time.Instant;

/// What to do about a task that is ready or has failed.
sealed interface Decision {
    /// How often a task is tried in all.
    int MOST_ATTEMPTS = 3;
    Duration FIRST_PAUSE = Duration.ofMillis(200);

    /// Let a worker run it.
    record Queue() implements Decision {}

    /// It has failed too often.
    record GiveUp() implements Decision {}

    /// It has just failed.
    record Wait(Instant until) implements Decision {}

    static Decision about(Task task, Instant now) {
        if (task.state() != TaskState.FAILED) {
            return new Queue();
        }
        if (task.attempt() >= MOST_ATTEMPTS) {
            return new GiveUp();
        }
        Instant until = task.changedAt().plus(FIRST_PAUSE.multipliedBy(1L << Math.max(0, task.attempt() - 1)));
        return until.isAfter(now) ? new Wait(until) : new Queue();
    }
}
