package dev.astra.supervise;

import static dev.astra.supervise.Sample.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Event;
import dev.astra.event.ServiceState;
import dev.astra.launch.Leftover;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StopTest {
    private final Scenario scenario = new Scenario();

    private void running(String name) {
        scenario.up(service(name));
        scenario.launched(name);
        scenario.signals();
    }

    @Test
    void dependentsStopBeforeWhatTheyDependOn() {
        scenario.up(service("web").after("db", Condition.SERVICE_STARTED), service("db"), service("other"));
        scenario.launched("db", "web", "other");
        scenario.signals();
        long down = scenario.down();
        assertThat(scenario.signals()).containsExactlyInAnyOrder("web SIGTERM", "other SIGTERM");
        scenario.exits("web", 0);
        assertThat(scenario.signals()).isEmpty();
        scenario.swept("web");
        scenario.assertSignals("db", Signal.TERM);
        scenario.ends("db", 0);
        assertThat(scenario.answer(down)).isNull();
        scenario.ends("other", 0);
        assertThat(scenario.answer(down)).matches(answer -> answer != null && answer.done());
    }

    @Test
    void whoIgnoresTheSignalIsKilledAfterItsGrace() {
        running("a");
        long stop = scenario.stop("a");
        scenario.assertSignals("a", Signal.TERM);
        scenario.pass(Duration.ofMillis(9_999));
        assertThat(scenario.signals()).isEmpty();
        scenario.pass(Duration.ofMillis(1));
        assertThat(scenario.effects(Effect.Witness.class)).hasSize(1);
        scenario.witnessed("a", Optional.empty());
        scenario.assertSignals("a", Signal.KILL);
        scenario.ends("a", 137);
        assertThat(scenario.outcome(stop, "a").detail())
                .isEqualTo("needed SIGKILL after 10s (exited 137); what it was doing is in its log: thread dump");
    }

    @Test
    void aLookThatDoesNotEndDoesNotDelayTheKill() {
        running("a");
        scenario.stop("a");
        scenario.pass(Duration.ofSeconds(10));
        scenario.signals();
        scenario.pass(Ends.WITNESS_PATIENCE);
        scenario.assertSignals("a", Signal.KILL);
    }

    @Test
    void whatIsLeftIsNamedInTheVerdict() {
        running("a");
        long stop = scenario.stop("a");
        scenario.exits("a", 0);
        scenario.swept("a", new Leftover(88, "sleep 1000", true));
        assertThat(scenario.outcome(stop, "a").detail())
                .isEqualTo("stopped in 0ms; left 1 process, ended: pid 88 sleep 1000 (SIGKILL)");
    }

    @Test
    void anExitDuringAStopLeavesTheSweepTheRestOfTheGrace() {
        running("a");
        scenario.stop("a");
        scenario.pass(Duration.ofSeconds(4));
        scenario.exits("a", 0);
        assertThat(scenario.effects(Effect.Sweep.class))
                .containsExactly(new Effect.Sweep("a", 1, Duration.ofSeconds(6)));
    }

    @Test
    void aStopWhileItIsLaunchedCallsTheLaunchOff() {
        scenario.up(service("a"));
        long stop = scenario.stop("a");
        assertThat(scenario.effects(Effect.CancelLaunch.class)).hasSize(1);
        scenario.accept(new Input.LaunchFailed("a", 1, "interrupted"));
        assertThat(scenario.outcome(stop, "a").done()).isTrue();
        assertThat(scenario.state("a")).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aLaunchThatCameAllTheSameIsEnded() {
        scenario.up(service("a"));
        long stop = scenario.stop("a");
        scenario.launched("a");
        scenario.assertSignals("a", Signal.TERM);
        scenario.ends("a", 0);
        assertThat(scenario.outcome(stop, "a").done()).isTrue();
    }

    @Test
    void aSecondDownWithoutGraceKillsAtOnce() {
        running("a");
        scenario.down();
        scenario.signals();
        scenario.command(new Command.Down(Optional.of(Duration.ZERO)));
        scenario.assertSignals("a", Signal.KILL);
    }

    @Test
    void aSecondDownWithoutGraceDoesNotWaitForDependents() {
        scenario.up(service("web").after("db", Condition.SERVICE_STARTED), service("db"));
        scenario.launched("db", "web");
        scenario.down();
        scenario.signals();
        scenario.command(new Command.Down(Optional.of(Duration.ZERO)));
        assertThat(scenario.signals()).containsExactlyInAnyOrder("web SIGKILL", "db SIGKILL");
    }

    @Test
    void aProcessThatSurvivesSigkillIsGivenUp() {
        running("a");
        long stop = scenario.command(new Command.Stop(Set.of("a"), Optional.of(Duration.ZERO)));
        scenario.pass(Ends.KILL_PATIENCE);
        scenario.swept("a");
        assertThat(scenario.outcome(stop, "a").detail()).contains("does not end even after SIGKILL");
    }

    @Test
    void whatNeverRanStopsCleanly() {
        scenario.up(service("web").after("db", Condition.SERVICE_HEALTHY), service("db").checked());
        scenario.stop("web");
        assertThat(scenario.effects(Effect.Publish.class)).extracting(Effect.Publish::event)
                .contains(new Event.Stopped("web", "stopped before it ran", true));
    }

    @Test
    void stoppingWhatDoesNotRunIsFine() {
        running("a");
        scenario.ends("a", 0);
        assertThat(scenario.outcome(scenario.stop("a"), "a").detail()).isEqualTo("was not running");
    }

    @Test
    void aStopThatIsTakenBackAnswersBoth() {
        running("a");
        long stop = scenario.stop("a");
        long start = scenario.start("a");
        assertThat(scenario.outcome(stop, "a").done()).isFalse();
        scenario.ends("a", 0);
        scenario.launched("a");
        assertThat(scenario.outcome(start, "a").done()).isTrue();
        assertThat(scenario.run("a")).isEqualTo(2);
    }

    @Test
    void killSendsTheSignalAndNothingElse() {
        running("a");
        long kill = scenario.command(new Command.Kill(Set.of("a"), Signal.HUP));
        scenario.assertSignals("a", Signal.HUP);
        assertThat(scenario.outcome(kill, "a").done()).isTrue();
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void whatAnEarlierRunBringsIsDropped() {
        running("a");
        scenario.restart("a");
        scenario.ends("a", 0);
        scenario.accept(new Input.Exited("a", 1, new dev.astra.launch.Exit.Code(1)));
        scenario.accept(new Input.Launched("a", 1, OptionalLong.of(1), Optional.empty(), List.of(), Instant.EPOCH));
        assertThat(scenario.state("a")).isEqualTo(ServiceState.STARTING);
        assertThat(scenario.run("a")).isEqualTo(2);
    }
}
