package dev.astra.services.scheduler;

import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskState;
import java.time.Duration;
import java.time.Instant;

/// What to do about a task that is ready or has failed.
sealed interface Decision {
    /// How often a task may fail.
    int MOST_FAILURES = 3;
    /// How many workers a task may be lost with: it may be what ends them.
    int MOST_LOST = 10;
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
        int failures = task.attempt() - task.lost();
        if (failures >= MOST_FAILURES || task.lost() >= MOST_LOST) {
            return new GiveUp();
        }
        Instant until = task.changedAt().plus(FIRST_PAUSE.multipliedBy(1L << Math.max(0, failures - 1)));
        return until.isAfter(now) ? new Wait(until) : new Queue();
    }
}
