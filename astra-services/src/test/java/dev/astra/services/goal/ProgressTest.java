package dev.astra.services.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void isDoneWhenAllAreCompleted() {
        assertThat(of(TaskState.COMPLETED, TaskState.COMPLETED)).isInstanceOf(Progress.Done.class);
    }

    @Test
    void goesOnWhileOneMayYetComplete() {
        assertThat(of(TaskState.COMPLETED, TaskState.FAILED)).isInstanceOf(Progress.Going.class);
        assertThat(of(TaskState.COMPLETED, TaskState.PENDING)).isInstanceOf(Progress.Going.class);
    }

    @Test
    void oneGivenUpIsEnough() {
        assertThat(of(TaskState.RUNNING, TaskState.DEAD_LETTER))
                .isEqualTo(new Progress.GivenUp("task a was given up: no disk"));
    }

    private static Progress of(TaskState... states) {
        List<Task> tasks = Stream.of(states)
                .map(state -> new Task("g/a", "g", "a", TaskKind.TOOL, "a", "", List.of(), "", state, 3, 0, "",
                        "no disk",
                        null, Instant.EPOCH))
                .toList();
        return Progress.of(tasks);
    }
}
