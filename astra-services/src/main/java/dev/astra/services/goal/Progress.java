package dev.astra.services.goal;

import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskState;
import java.util.List;
import java.util.Optional;

/// How far a goal's tasks are: what its state follows from.
sealed interface Progress {
    /// All are completed.
    record Done() implements Progress {}

    /// One was given up.
    record GivenUp(String reason) implements Progress {}

    /// Some are still to be done.
    record Going() implements Progress {}

    static Progress of(List<Task> tasks) {
        Optional<Task> givenUp = tasks.stream().filter(task -> task.state() == TaskState.DEAD_LETTER).findFirst();
        if (givenUp.isPresent()) {
            return new GivenUp("task " + givenUp.get().name() + " was given up: " + givenUp.get().reason());
        }
        return tasks.stream().allMatch(task -> task.state() == TaskState.COMPLETED) ? new Done() : new Going();
    }
}
