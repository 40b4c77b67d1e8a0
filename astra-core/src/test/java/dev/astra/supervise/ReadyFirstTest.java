package dev.astra.supervise;

import static dev.astra.supervise.Sample.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.health.ProbeResult;
import dev.astra.launch.Generation;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.RestartPolicy.Mode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A new run starts beside the old one, which stops once the new one is ready.
class ReadyFirstTest {
    private Scenario scenario = new Scenario();

    @BeforeEach
    void aBuild() {
        start(service("a").checked().replacedReady());
    }

    private void start(Sample sample) {
        scenario = new Scenario();
        scenario.up(sample, service("dependent").after("a", Condition.SERVICE_HEALTHY));
        scenario.launched("a");
        scenario.well("a");
        scenario.launched("dependent");
        scenario.launches();
        scenario.builds("a");
    }

    @Test
    void theOldRunCountsUntilTheNewOneIsReady() {
        assertThat(scenario.generation()).isEqualTo(new Generation(2, 1, false, true));
        scenario.launched("a", 2);
        assertThat(scenario.signalledRuns()).isEmpty();
        assertThat(scenario.run("a")).isEqualTo(1);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
        assertThat(Objects.requireNonNull(scenario.shown.get("a")).health()).isEqualTo(Health.HEALTHY);
        assertThat(scenario.reason("a")).isEqualTo("a new build is starting beside it");

        scenario.well("a", 2);
        assertThat(scenario.run("a")).isEqualTo(2);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
        assertThat(scenario.reason("a")).isEmpty();
        assertThat(scenario.signalledRuns()).containsExactly("1 SIGTERM");
        scenario.ends("a", 1, 143);
        assertThat(scenario.run("a")).isEqualTo(2);
        assertThat(scenario.state("dependent")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void theOldRunRunsOnWhenTheNewOneDoesNotGetReady() {
        scenario.launched("a", 2);
        scenario.ends("a", 2, 3);
        assertThat(scenario.run("a")).isEqualTo(1);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
        assertThat(scenario.reason("a"))
                .isEqualTo("the new build did not get ready: exited 3 after 0ms; running the previous one");
        assertThat(scenario.signalledRuns()).isEmpty();

        scenario.builds("a");
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 1, false, true));
        scenario.launched("a", 3);
        scenario.well("a", 3);
        assertThat(scenario.reason("a")).isEmpty();
    }

    @Test
    void alsoWhenItCannotStartOrIsUnwellForTooLong() {
        scenario.accept(new Input.LaunchFailed("a", 2, "no such file"));
        assertThat(scenario.reason("a")).startsWith("the new build did not get ready: could not start: no such file;");

        scenario.builds("a");
        scenario.launched("a", 3);
        scenario.pass(Duration.ofSeconds(3));
        for (int probe = 0; probe < 3; probe++) {
            scenario.unwell("a", 3);
        }
        scenario.pass(Ends.WITNESS_PATIENCE);
        assertThat(scenario.signalledRuns()).containsExactly("3 SIGTERM");
        scenario.ends("a", 3, 143);
        assertThat(scenario.run("a")).isEqualTo(1);
        assertThat(scenario.reason("a")).startsWith("the new build did not get ready: unhealthy: ");
    }

    @Test
    void aSecondBuildReplacesTheNewcomer() {
        scenario.launched("a", 2);
        scenario.builds("a");
        assertThat(scenario.signalledRuns()).containsExactly("2 SIGTERM");
        scenario.ends("a", 2, 0);
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 1, false, true));
        assertThat(scenario.run("a")).isEqualTo(1);
    }

    @Test
    void aBuildWhileTheOldRunStopsWaitsForItsEnd() {
        scenario.launched("a", 2);
        scenario.well("a", 2);
        scenario.launches();
        scenario.builds("a");
        assertThat(scenario.launches()).isEmpty();
        scenario.ends("a", 1, 0);
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 2, false, true));
    }

    @Test
    void aStopInTheMiddleEndsBoth() {
        scenario.launched("a", 2);
        long stop = scenario.stop("a");
        assertThat(scenario.signalledRuns()).containsExactlyInAnyOrder("1 SIGTERM", "2 SIGTERM");
        scenario.ends("a", 1, 0);
        assertThat(scenario.answer(stop)).isNull();
        scenario.ends("a", 2, 0);
        assertThat(scenario.outcome(stop, "a").done()).isTrue();
        assertThat(scenario.state("a")).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aRestartInTheMiddleEndsBothBeforeItStarts() {
        scenario.launched("a", 2);
        scenario.launches();
        long restart = scenario.restart("a");
        scenario.ends("a", 1, 0);
        assertThat(scenario.launches()).isEmpty();
        scenario.ends("a", 2, 0);
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 1, false, false));
        scenario.launched("a");
        scenario.well("a");
        assertThat(scenario.outcome(restart, "a").done()).isTrue();
    }

    @Test
    void theNewcomerTakesOverWhenTheOldRunEndsByItself() {
        scenario.launched("a", 2);
        scenario.ends("a", 1, 1);
        assertThat(scenario.run("a")).isEqualTo(2);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.STARTING);
        scenario.well("a");
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aProbeThatMayHaveAskedTheOtherSaysNothingOfTheOldRun() {
        start(service("a").checked().replacedReady().restarts(Mode.ALWAYS, 0));
        scenario.launched("a", 2);
        for (int probe = 0; probe < 5; probe++) {
            scenario.unwell("a", 1);
        }
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aNewcomerThatMayShareItsPortIsAskedSeveralTimesSinceTheOldRunMayHaveAnswered() {
        scenario.launched("a", 2);
        for (int probe = 0; probe < 7; probe++) {
            scenario.accept(new Input.Probed("a", 2, new ProbeResult(true, ""), Optional.empty()));
        }
        scenario.unwell("a", 2);
        scenario.accept(new Input.Probed("a", 2, new ProbeResult(true, ""), Optional.empty()));
        assertThat(scenario.run("a")).isEqualTo(1);
        scenario.well("a", 2);
        assertThat(scenario.run("a")).isEqualTo(2);
    }

    @Test
    void withRollbackTheLastGoodBuildRunsWhenTheOldRunEndsLater() {
        start(service("a").checked().replacedReady().takenBack().restarts(Mode.ALWAYS, 0));
        scenario.launched("a", 2);
        scenario.ends("a", 2, 3);
        scenario.ends("a", 1, 1);
        scenario.pass(Duration.ofSeconds(1));
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 1, true, false));
    }

    @Test
    void aRunThatIsNotReadyIsStoppedFirst() {
        scenario = new Scenario();
        scenario.up(service("a").checked().replacedReady());
        scenario.launched("a");
        scenario.builds("a");
        assertThat(scenario.signalledRuns()).containsExactly("1 SIGTERM");
        scenario.ends("a", 1, 0);
        assertThat(scenario.generation()).isEqualTo(new Generation(2, 0, false, false));
    }
}
