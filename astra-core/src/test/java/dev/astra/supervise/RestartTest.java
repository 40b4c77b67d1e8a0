package dev.astra.supervise;

import static dev.astra.supervise.Sample.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.RestartPolicy.Mode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartTest {
    private final Scenario scenario = new Scenario();

    @Test
    void aRestartNeverHasTwoGenerations() {
        scenario.up(service("a"));
        scenario.launched("a");
        scenario.launches();
        long restart = scenario.restart("a");
        scenario.exits("a", 0);
        assertThat(scenario.launches()).isEmpty();
        scenario.swept("a");
        assertThat(scenario.launches()).containsExactly("a");
        scenario.launched("a");
        assertThat(scenario.outcome(restart, "a").done()).isTrue();
    }

    @Test
    void aStartWhileARunIsEndingByItselfIsAnotherRun() {
        scenario.up(service("a"));
        scenario.launched("a");
        scenario.exits("a", 1);
        long start = scenario.start("a");
        scenario.swept("a");
        scenario.launched("a");
        assertThat(scenario.run("a")).isEqualTo(2);
        assertThat(scenario.outcome(start, "a").done()).isTrue();
    }

    @Test
    void twoRestartsAtOnceAreOneRestart() {
        scenario.up(service("a"));
        scenario.launched("a");
        long first = scenario.restart("a");
        long second = scenario.restart("a");
        scenario.ends("a", 0);
        scenario.launched("a");
        assertThat(scenario.outcome(first, "a").done()).isTrue();
        assertThat(scenario.outcome(second, "a").done()).isTrue();
        assertThat(scenario.run("a")).isEqualTo(2);
    }

    @Test
    void aRestartWhilePendingGoesOnWaiting() {
        scenario.up(service("web").after("db", Condition.SERVICE_HEALTHY), service("db").checked());
        scenario.launched("db");
        long restart = scenario.restart("web");
        assertThat(scenario.state("web")).isEqualTo(ServiceState.PENDING);
        scenario.well("db");
        scenario.launched("web");
        assertThat(scenario.outcome(restart, "web").done()).isTrue();
        assertThat(scenario.run("web")).isEqualTo(1);
    }

    /// Nobody but a further command brings the dependency back.
    @Test
    void aRestartIsAnsweredWhenWhatItWaitsForIsStopped() {
        scenario.up(service("web").after("db", Condition.SERVICE_HEALTHY), service("db").checked());
        scenario.launched("db");
        long restart = scenario.restart("web");
        scenario.stop("db");
        scenario.ends("db", 0);
        assertThat(scenario.outcome(restart, "web")).isEqualTo(new Answer.Outcome(false, "waits for db (stopped)"));
        scenario.start("db");
        scenario.launched("db");
        scenario.well("db");
        scenario.launched("web");
        assertThat(scenario.state("web")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aRestartWhileItIsLaunchedStartsOver() {
        scenario.up(service("a"));
        scenario.restart("a");
        scenario.accept(new Input.LaunchFailed("a", 1, "interrupted"));
        scenario.launched("a");
        assertThat(scenario.run("a")).isEqualTo(2);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aDescriptionThatConcernsNoRunIsTakenWithoutARestart() {
        scenario.up(service("a"), service("b"));
        scenario.launched("a", "b");
        scenario.launches();
        scenario.up(service("a").restarts(Mode.ALWAYS, 3), service("b").runs("sleep", "2000"));
        assertThat(scenario.signals()).containsExactly("b SIGTERM");
        scenario.ends("a", 0);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.BACKOFF);
    }

    @Test
    void aRestartThatFailsSaysSoAtOnce() {
        scenario.up(service("a").checked().restarts(Mode.ALWAYS, 0));
        scenario.launched("a");
        scenario.well("a");
        long restart = scenario.restart("a");
        scenario.ends("a", 0);
        scenario.launched("a");
        scenario.ends("a", 3);
        assertThat(scenario.outcome(restart, "a").detail()).startsWith("exited 3 after 0ms; restart 1 in ");
    }

    @Test
    void dependentsThatAskForItAreRestartedToo() {
        scenario.up(service("web").restartedWith("db"), service("db").checked(),
                service("calm").after("db", Condition.SERVICE_HEALTHY));
        scenario.launched("db");
        scenario.well("db");
        scenario.launched("web", "calm");
        scenario.signals();
        scenario.restart("db");
        assertThat(scenario.signals()).containsExactly("web SIGTERM");
        scenario.ends("web", 0);
        assertThat(scenario.signals()).containsExactly("db SIGTERM");
        scenario.ends("db", 0);
        scenario.launched("db");
        assertThat(scenario.launches()).containsExactly("db");
        scenario.well("db");
        assertThat(scenario.launches()).containsExactly("web");
    }

    @Test
    void anOwnEndIsFollowedByARestartAfterADelay() {
        scenario.up(service("a").restarts(Mode.ON_FAILURE, 0));
        scenario.launched("a");
        scenario.launches();
        scenario.ends("a", 3);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.BACKOFF);
        scenario.pass(Duration.ofMillis(280));
        assertThat(scenario.launches()).containsExactly("a");
        assertThat(Objects.requireNonNull(scenario.shown.get("a")).restarts()).isEqualTo(1);
    }

    @Test
    void onFailureLeavesAGoodEndAlone() {
        scenario.up(service("a").restarts(Mode.ON_FAILURE, 0));
        scenario.launched("a");
        scenario.ends("a", 0);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.EXITED);
    }

    @Test
    void afterItsRestartsItIsHeldUntilTheNextBuild() {
        scenario.up(service("a").restarts(Mode.ALWAYS, 2));
        for (int i = 0; i < 3; i++) {
            scenario.launched("a");
            scenario.ends("a", 3);
            scenario.pass(Duration.ofSeconds(5));
        }
        assertThat(scenario.state("a")).isEqualTo(ServiceState.HELD);
        assertThat(scenario.reason("a")).startsWith("gave up after 2 restarts: exited 3");
        scenario.launches();
        scenario.accept(new Input.Rebuilt(Map.of("a", "a.jar changed")));
        assertThat(scenario.launches()).containsExactly("a");
    }

    @Test
    void aGoodRunStartsTheDelayOver() {
        scenario.up(service("a").restarts(Mode.ALWAYS, 3));
        for (int i = 0; i < 10; i++) {
            scenario.launched("a");
            scenario.pass(Duration.ofSeconds(11));
            scenario.ends("a", 1);
            scenario.pass(Duration.ofMillis(280));
        }
        assertThat(scenario.state("a")).isEqualTo(ServiceState.STARTING);
    }

    @Test
    void aFinishedBuildRestartsWhatRunsOnce() {
        scenario.up(service("a"), service("b"));
        scenario.launched("a", "b");
        scenario.signals();
        scenario.accept(new Input.Rebuilt(Map.of("a", "a.jar changed")));
        assertThat(scenario.signals()).containsExactly("a SIGTERM");
    }

    @Test
    void aFinishedBuildLeavesAloneWhatWasStopped() {
        scenario.up(service("a"));
        scenario.launched("a");
        scenario.stop("a");
        scenario.ends("a", 0);
        scenario.launches();
        scenario.accept(new Input.Rebuilt(Map.of("a", "a.jar changed")));
        assertThat(scenario.launches()).isEmpty();
    }

    @Test
    void failuresInTheStartPeriodDoNotCount() {
        scenario.up(service("a").checked());
        scenario.launched("a");
        for (int i = 0; i < 10; i++) {
            scenario.unwell("a");
            scenario.pass(Duration.ofMillis(50));
        }
        assertThat(Objects.requireNonNull(scenario.shown.get("a")).health()).isEqualTo(Health.STARTING);
    }

    @Test
    void anUnhealthyServiceWithoutRestartIsShownAndFailsTheCommand() {
        long up = scenario.up(service("a").checked());
        scenario.launched("a");
        scenario.pass(Duration.ofSeconds(2));
        scenario.unwell("a");
        scenario.unwell("a");
        assertThat(scenario.answer(up)).isNull();
        scenario.unwell("a");
        assertThat(scenario.outcome(up, "a").detail()).isEqualTo("unhealthy: connection refused");
        scenario.well("a");
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void anUnhealthyServiceWithAPolicyIsRestarted() {
        scenario.up(service("a").checked().restarts(Mode.ON_FAILURE, 0));
        scenario.launched("a");
        scenario.well("a");
        scenario.signals();
        scenario.unwell("a");
        scenario.unwell("a");
        scenario.unwell("a");
        scenario.witnessed("a", Optional.empty());
        assertThat(scenario.signals()).containsExactly("a SIGTERM");
        scenario.ends("a", 0);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.BACKOFF);
        assertThat(scenario.reason("a"))
                .startsWith("unhealthy: 3 probes in a row failed, the last: connection refused");
    }

    @Test
    void dependentsWaitThroughARestartOfWhatTheyNeed() {
        scenario.up(service("web").after("db", Condition.SERVICE_HEALTHY),
                service("db").checked().restarts(Mode.ALWAYS, 0));
        scenario.launched("db");
        scenario.ends("db", 1);
        assertThat(scenario.state("web")).isEqualTo(ServiceState.PENDING);
        scenario.pass(Duration.ofMillis(300));
        scenario.launched("db");
        scenario.well("db");
        scenario.launched("web");
        assertThat(scenario.state("web")).isEqualTo(ServiceState.RUNNING);
    }
}
