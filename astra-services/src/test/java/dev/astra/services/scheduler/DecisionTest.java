package dev.astra.services.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Instant FAILED_AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void whatIsReadyIsQueued() {
        assertThat(decide(TaskState.PENDING, 0, Duration.ZERO)).isInstanceOf(Decision.Queue.class);
    }

    @Test
    void whatFailedWaitsLongerEachTime() {
        assertThat(decide(TaskState.FAILED, 1, Duration.ZERO)).isEqualTo(new Decision.Wait(FAILED_AT.plusMillis(200)));
        assertThat(decide(TaskState.FAILED, 2, Duration.ZERO)).isEqualTo(new Decision.Wait(FAILED_AT.plusMillis(400)));
    }

    @Test
    void afterThePauseItIsQueued() {
        assertThat(decide(TaskState.FAILED, 2, Duration.ofMillis(400))).isInstanceOf(Decision.Queue.class);
    }

    @Test
    void afterTheThirdAttemptItIsGivenUp() {
        assertThat(decide(TaskState.FAILED, 3, Duration.ZERO)).isInstanceOf(Decision.GiveUp.class);
    }

    @Test
    void anAttemptThatWasLostWithItsWorkerDoesNotCount() {
        assertThat(decide(TaskState.FAILED, 3, 1, Duration.ZERO))
                .isEqualTo(new Decision.Wait(FAILED_AT.plusMillis(400)));
        assertThat(decide(TaskState.FAILED, 4, 1, Duration.ZERO)).isInstanceOf(Decision.GiveUp.class);
    }

    @Test
    void whatEndsTheWorkersIsGivenUpInTheEnd() {
        assertThat(decide(TaskState.FAILED, 9, 9, Duration.ZERO))
                .isEqualTo(new Decision.Wait(FAILED_AT.plusMillis(200)));
        assertThat(decide(TaskState.FAILED, 10, 10, Duration.ZERO)).isInstanceOf(Decision.GiveUp.class);
    }

    private static Decision decide(TaskState state, int attempt, Duration later) {
        return decide(state, attempt, 0, later);
    }

    private static Decision decide(TaskState state, int attempt, int lost, Duration later) {
        Task task = new Task("g/a", "g", "a", TaskKind.TOOL, "outline", "", List.of(), "analyst", state, attempt,
                lost, "", "", null, FAILED_AT);
        return Decision.about(task, FAILED_AT.plus(later));
    }
}
