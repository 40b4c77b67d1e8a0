package dev.astra.services.workermanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.Heartbeat;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.Worker;
import dev.astra.services.contract.WorkerLost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FIRST = "execution-worker-1/aaaa";
    private static final String SECOND = "execution-worker-1/bbbb";

    private final Roster roster = new Roster();

    @Test
    void whoBeatsIsAlive() {
        roster.heard(beat(FIRST, 0, false));
        assertThat(gone(7)).isEmpty();
        assertThat(roster.workers()).extracting(Worker::state).containsExactly("alive");
    }

    @Test
    void whoIsSilentForSevenSecondsIsLostUntilItIsTold() {
        roster.heard(beat(FIRST, 0, false));
        assertThat(gone(8)).containsExactly(FIRST);
        assertThat(gone(9)).containsExactly(FIRST);
        roster.told(FIRST);
        assertThat(gone(10)).isEmpty();
        assertThat(roster.workers()).extracting(Worker::state).containsExactly("lost");
    }

    @Test
    void whoBeatsAgainIsBack() {
        roster.heard(beat(FIRST, 0, false));
        assertThat(gone(8)).containsExactly(FIRST);
        roster.told(FIRST);
        roster.heard(beat(FIRST, 9, false));
        assertThat(gone(10)).isEmpty();
        assertThat(roster.workers()).extracting(Worker::state).containsExactly("alive");
    }

    @Test
    void silenceBeforeAnybodyListenedDoesNotCount() {
        roster.heard(beat(FIRST, 0, false));
        assertThat(roster.gone(START.plusSeconds(14), START.plusSeconds(8))).isEmpty();
        assertThat(roster.gone(START.plusSeconds(16), START.plusSeconds(8))).hasSize(1);
    }

    @Test
    void anInstanceThatIsFollowedByAnotherIsGoneAtOnce() {
        roster.heard(beat(FIRST, 0, false));
        roster.heard(beat(SECOND, 1, false));
        assertThat(gone(1)).containsExactly(FIRST);
        roster.told(FIRST);
        roster.heard(beat(SECOND, 2, false));
        assertThat(gone(2)).isEmpty();
    }

    @Test
    void whoLeavesIsGoneAtOnce() {
        roster.heard(beat(FIRST, 0, false));
        roster.heard(beat(FIRST, 1, true));
        assertThat(gone(1)).containsExactly(FIRST);
        assertThat(roster.workers()).extracting(Worker::state).containsExactly("left");
    }

    @Test
    void whoRunsTasksAndWasNeverHeardIsLostAfterSevenSeconds() {
        roster.running(List.of(FIRST), START);
        assertThat(gone(7)).isEmpty();
        roster.running(List.of(FIRST), START.plusSeconds(4));
        assertThat(gone(8)).containsExactly(FIRST);
        roster.told(FIRST);
        roster.running(List.of(), START.plusSeconds(5));
        assertThat(gone(9)).isEmpty();
    }

    @Test
    void whoGotATaskAfterItWasThoughtGoneIsToldOfAgain() {
        roster.heard(beat(FIRST, 0, false));
        gone(8);
        roster.told(FIRST);
        roster.running(List.of(FIRST), START.plusSeconds(5));
        assertThat(gone(9)).containsExactly(FIRST);
    }

    @Test
    void oneThatIsLongGoneIsForgotten() {
        roster.heard(beat(FIRST, 0, true));
        gone(1);
        roster.told(FIRST);
        gone(Duration.ofMinutes(11).toSeconds());
        assertThat(roster.workers()).isEmpty();
    }

    private List<String> gone(long second) {
        return roster.gone(START.plusSeconds(second), START).stream().map(WorkerLost::worker).toList();
    }

    private static Heartbeat beat(String worker, long second, boolean leaving) {
        return new Heartbeat(worker, TaskKind.TOOL, 4, 1, leaving, START.plusSeconds(second));
    }
}
