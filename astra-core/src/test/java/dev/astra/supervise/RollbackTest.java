package dev.astra.supervise;

import static dev.astra.supervise.Sample.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceState;
import dev.astra.launch.Generation;
import dev.astra.model.RestartPolicy.Mode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A build that does not get ready is taken back.
class RollbackTest {
    private static final String FAILED = "the new build did not get ready: exited 3 after 0ms";

    private final Scenario scenario = new Scenario();

    private void aNewBuild(Sample sample) {
        scenario.up(sample);
        scenario.launched("a");
        scenario.well("a");
        scenario.builds("a");
        scenario.ends("a", 0);
        assertThat(scenario.generation()).isEqualTo(new Generation(2, 1, false, false));
    }

    @Test
    void theLastGoodBuildRunsAgainWhenTheNewOneEndsBeforeItIsReady() {
        aNewBuild(service("a").checked().takenBack().restarts(Mode.ALWAYS, 5));
        scenario.launched("a");
        scenario.ends("a", 3);
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 1, true, false));

        scenario.launched("a");
        scenario.well("a");
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
        assertThat(scenario.reason("a")).isEqualTo(FAILED + "; running the previous one");
    }

    @Test
    void alsoWhenItsLaunchFails() {
        aNewBuild(service("a").checked().takenBack());
        scenario.accept(new Input.LaunchFailed("a", 2, "no such file"));
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 1, true, false));
        scenario.launched("a");
        scenario.well("a");
        assertThat(scenario.reason("a"))
                .isEqualTo("the new build did not get ready: could not start: no such file; running the previous one");
    }

    @Test
    void alsoWhenItIsNotHealthyByTheEndOfItsStartPeriodThoughNothingElseWouldRestartIt() {
        aNewBuild(service("a").checked().takenBack());
        scenario.launched("a");
        scenario.pass(Duration.ofSeconds(3));
        for (int probe = 0; probe < 3; probe++) {
            scenario.unwell("a");
        }
        scenario.witnessed("a", Optional.empty());
        scenario.ends("a", 143);
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 1, true, false));
    }

    @Test
    void aBuildThatWasReadyOnceIsNotTakenBack() {
        aNewBuild(service("a").checked().takenBack().restarts(Mode.ALWAYS, 5));
        scenario.launched("a");
        scenario.well("a");
        scenario.ends("a", 3);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.BACKOFF);
        scenario.pass(Duration.ofSeconds(1));
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 2, false, false));
    }

    @Test
    void theNextBuildGoesOnByItselfAndIsOnTrialToo() {
        aNewBuild(service("a").checked().takenBack());
        scenario.launched("a");
        scenario.ends("a", 3);
        scenario.launched("a");
        scenario.well("a");
        scenario.builds("a");
        scenario.ends("a", 0);
        assertThat(scenario.generation()).isEqualTo(new Generation(4, 3, false, false));
        scenario.launched("a");
        scenario.well("a");
        assertThat(scenario.reason("a")).isEmpty();
    }

    @Test
    void whatRunsAgainAndEndsIsRestartedAsThePolicySaysFromTheSameFiles() {
        aNewBuild(service("a").checked().takenBack().restarts(Mode.ALWAYS, 1));
        scenario.launched("a");
        scenario.ends("a", 3);
        scenario.launched("a");
        scenario.ends("a", 4);
        scenario.pass(Duration.ofSeconds(1));
        assertThat(scenario.generation()).isEqualTo(new Generation(4, 1, true, false));
        scenario.launched("a");
        scenario.ends("a", 4);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.HELD);
    }

    @Test
    void aRestartThatIsAskedForTriesTheNewBuildOnceMoreAndSaysHowThatWent() {
        aNewBuild(service("a").checked().takenBack());
        scenario.launched("a");
        scenario.ends("a", 3);
        scenario.launched("a");
        scenario.well("a");
        long restart = scenario.restart("a");
        scenario.ends("a", 0);
        assertThat(scenario.generation()).isEqualTo(new Generation(4, 3, false, false));
        scenario.launched("a");
        scenario.ends("a", 3);
        assertThat(scenario.generation().back()).isTrue();
        scenario.launched("a");
        scenario.well("a");
        assertThat(scenario.outcome(restart, "a"))
                .isEqualTo(new Answer.Outcome(false, FAILED + "; runs the previous one again"));
    }

    @Test
    void withoutAHealthcheckABuildIsReadyWhenItHasLasted() {
        scenario.up(service("a").takenBack());
        scenario.launched("a");
        scenario.pass(Duration.ofSeconds(10));
        scenario.builds("a");
        scenario.ends("a", 0);
        scenario.launched("a");
        scenario.ends("a", 3);
        assertThat(scenario.generation()).isEqualTo(new Generation(3, 1, true, false));
        scenario.launched("a");

        scenario.builds("a");
        scenario.ends("a", 0);
        scenario.launched("a");
        scenario.ends("a", 0);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.EXITED);
    }

    @Test
    void whatAPersonStopsMeanwhileStaysStopped() {
        aNewBuild(service("a").checked().takenBack());
        scenario.launched("a");
        scenario.stop("a");
        scenario.ends("a", 3);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void withoutTheWordNothingIsTakenBack() {
        aNewBuild(service("a").checked());
        scenario.launched("a");
        scenario.ends("a", 3);
        assertThat(scenario.state("a")).isEqualTo(ServiceState.FAILED);
    }
}
