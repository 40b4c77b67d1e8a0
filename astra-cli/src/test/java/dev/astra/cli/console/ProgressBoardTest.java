package dev.astra.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Event;
import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private static final Paint PLAIN = new Paint(false);
    private final ProgressBoard board = new ProgressBoard(
            List.of(pending("postgres"), pending("task-service"),
                    Statuses.of("unasked", ServiceState.STOPPED, Health.NONE, "")),
            PLAIN, Statuses.NOON);

    private static ServiceStatus pending(String name) {
        return Statuses.of(name, ServiceState.PENDING, Health.NONE, "waits for x");
    }

    private static Event changed(String name, ServiceState state, Health health, String reason) {
        return new Event.ServiceChanged(Statuses.of(name, state, health, reason));
    }

    private static Event ready(String name) {
        return changed(name, ServiceState.RUNNING, Health.HEALTHY, "");
    }

    private static Instant after(long millis) {
        return Statuses.NOON.plusMillis(millis);
    }

    @Test
    void tellsEachStepOnce() {
        assertThat(board.apply(changed("postgres", ServiceState.PENDING, Health.NONE, "waits"), after(1))).isEmpty();
        assertThat(board.apply(changed("postgres", ServiceState.STARTING, Health.STARTING, ""), after(2)))
                .contains("postgres: starting");
        assertThat(board.apply(changed("postgres", ServiceState.STARTING, Health.STARTING, ""), after(3))).isEmpty();
        assertThat(board.apply(ready("postgres"), after(400))).contains("postgres: ready in 400 ms");
        assertThat(board.apply(ready("postgres"), after(500))).isEmpty();
    }

    @Test
    void aDownloadIsOneLineHoweverOftenItReports() {
        assertThat(
                board.apply(new Event.Progress("postgres", "downloading postgres 17.11", Optional.of(0.1)), after(1)))
                .contains("postgres: downloading postgres 17.11");
        assertThat(
                board.apply(new Event.Progress("postgres", "downloading postgres 17.11", Optional.of(0.45)), after(2)))
                .isEmpty();
        assertThat(board.liveLines(0, 12, after(1_250)).getFirst())
                .isEqualTo("● postgres      [#########           ]  45% downloading postgres 17.11");
    }

    @Test
    void liveLinesShowWhatIsUnderWayAndCount() {
        board.apply(ready("postgres"), after(400));
        board.apply(changed("task-service", ServiceState.STARTING, Health.STARTING, "503 from /healthz"), after(500));
        assertThat(board.liveLines(0, 12, after(1_730)))
                .containsExactly("● task-service  1.2 s  starting: 503 from /healthz", "1 of 2 ready, 1.7 s");
        assertThat(board.liveLines(30, 12, after(1_730)).getFirst()).isEqualTo("● task-service  1.2 s  start…");
    }

    @Test
    void moreServicesThanLinesLeaveThoseThatOnlyWaitOut() {
        ProgressBoard many = new ProgressBoard(IntStream.range(0, 30).mapToObj(i -> pending("s" + i)).toList(), PLAIN,
                Statuses.NOON);
        many.apply(changed("s29", ServiceState.STARTING, Health.NONE, ""), after(0));
        many.apply(changed("s28", ServiceState.FAILED, Health.NONE, "exited 3"), after(0));
        List<String> lines = many.liveLines(80, 5, after(0));
        assertThat(lines).hasSize(5);
        assertThat(lines.getLast()).isEqualTo("0 of 30 ready, 26 more waiting, 0 ms");
        assertThat(lines).anyMatch(line -> line.startsWith("✘ s28")).anyMatch(line -> line.startsWith("● s29"));
    }

    @Test
    void sumsUpWithTheSlowest() {
        board.apply(ready("postgres"), after(400));
        board.apply(ready("task-service"), after(2_900));
        assertThat(board.summary(after(3_400))).isEqualTo("2 services ready in 3.4 s (slowest: task-service 2.9 s)");
        assertThat(board.allLines(0, after(3_400))).containsExactly("✔ postgres      ready in 400 ms",
                "✔ task-service  ready in 2.9 s");
    }

    @Test
    void aOneShotThatIsDoneCountsAsReady() {
        board.apply(ready("postgres"), after(400));
        board.apply(changed("task-service", ServiceState.EXITED, Health.NONE, ""), after(500));
        assertThat(board.summary(after(1_000))).startsWith("2 services ready in 1.0 s");
        assertThat(board.failedLines(0, after(1_000))).isEmpty();
    }

    @Test
    void namesWhatDidNotGetReady() {
        board.apply(changed("task-service", ServiceState.FAILED, Health.NONE, "exited 3 after 40 ms"), after(500));
        assertThat(board.summary(after(1_000)))
                .isEqualTo("0 of 2 services ready after 1.0 s; not ready: postgres, task-service");
        assertThat(board.failedLines(0, after(1_000))).contains("✘ task-service  failed: exited 3 after 40 ms",
                "· postgres      pending: waits for x");
    }

    @Test
    void aStackThatRanBeforeIsReadyAlready() {
        ProgressBoard running = new ProgressBoard(List.of(Statuses.running("", "a")), PLAIN, Statuses.NOON);
        assertThat(running.summary(after(10))).isEqualTo("1 service ready already");
    }

    @Test
    void aRestartIsReadyAfterItsOwnTime() {
        board.apply(ready("postgres"), after(400));
        board.apply(changed("postgres", ServiceState.BACKOFF, Health.NONE, "exited 1, restarts in 250 ms"),
                after(5_000));
        assertThat(board.apply(changed("postgres", ServiceState.STARTING, Health.STARTING, ""), after(5_250)))
                .isPresent();
    }

    @Test
    void stopsAndNoticesAreTold() {
        assertThat(board.apply(new Event.Stopped("postgres", "needed SIGKILL after 10 s", false), after(1)))
                .contains("postgres: needed SIGKILL after 10 s");
        assertThat(board.apply(new Event.Notice("", "restarting task-service"), after(1)))
                .contains("astra: restarting task-service");
        assertThat(board.apply(new Event.Progress("nobody", "text", Optional.empty()), after(1))).isEmpty();
    }

    @Test
    void verdictsOfAStop() {
        StopVerdicts verdicts = new StopVerdicts(List.of(new Event.Stopped("task-service", "stopped in 0.1 s", true),
                new Event.Stopped("deaf", "needed SIGKILL after 10 s", false)), Duration.ofMillis(10_100), PLAIN);
        assertThat(verdicts.lines()).containsExactly("task-service  stopped in 0.1 s",
                "deaf          needed SIGKILL after 10 s",
                "2 services stopped in 10.1 s; not cleanly: deaf");
        assertThat(new StopVerdicts(List.of(), Duration.ZERO, PLAIN).lines()).containsExactly("nothing was running");
    }
}
