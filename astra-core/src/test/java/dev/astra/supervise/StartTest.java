package dev.astra.supervise;

import static dev.astra.supervise.Sample.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceState;
import dev.astra.model.Dependency.Condition;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartTest {
    private final Scenario scenario = new Scenario();

    @Test
    void whatDependsOnNothingStartsAtOnce() {
        scenario.up(service("a"), service("b"));
        assertThat(scenario.launches()).containsExactly("a", "b");
    }

    @Test
    void aServiceWithoutHealthcheckIsReadyWhenItRuns() {
        long up = scenario.up(service("a"));
        assertThat(scenario.answer(up)).isNull();
        scenario.launched("a");
        assertThat(scenario.outcome(up, "a").done()).isTrue();
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aDependentWaitsUntilItsDependencyIsHealthy() {
        scenario.up(service("web").after("db", Condition.SERVICE_HEALTHY), service("db").checked());
        scenario.launched("db");
        assertThat(scenario.launches()).containsExactly("db");
        assertThat(scenario.reason("web")).isEqualTo("waits for db (starting)");
        scenario.well("db");
        assertThat(scenario.launches()).containsExactly("web");
    }

    @Test
    void theWholeChainOfWaitingIsTold() {
        scenario.up(service("web").after("api", Condition.SERVICE_STARTED),
                service("api").after("db", Condition.SERVICE_HEALTHY), service("db").checked());
        assertThat(scenario.reason("web")).isEqualTo("waits for api, which waits for db (starting)");
        scenario.launched("db");
        scenario.well("db");
        scenario.launched("api");
        scenario.launched("web");
        assertThat(scenario.state("web")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aOneShotMustEndWell() {
        long up = scenario.up(service("web").after("migrate", Condition.SERVICE_COMPLETED_SUCCESSFULLY),
                service("migrate"));
        scenario.launched("migrate");
        assertThat(scenario.launches()).containsExactly("migrate");
        scenario.ends("migrate", 0);
        assertThat(scenario.launches()).containsExactly("web");
        scenario.launched("web");
        assertThat(scenario.answer(up)).matches(answer -> answer != null && answer.done());
    }

    @Test
    void aFailedOneShotSkipsAllThatNeedIt() {
        long up = scenario.up(service("web").after("api", Condition.SERVICE_HEALTHY),
                service("api").checked().after("migrate", Condition.SERVICE_COMPLETED_SUCCESSFULLY),
                service("migrate"));
        scenario.launched("migrate");
        scenario.ends("migrate", 3);
        assertThat(scenario.state("api")).isEqualTo(ServiceState.SKIPPED);
        assertThat(scenario.state("web")).isEqualTo(ServiceState.SKIPPED);
        assertThat(scenario.outcome(up, "web").detail())
                .startsWith("skipped: api was skipped: migrate failed: exited 3");
    }

    @Test
    void whatWasSkippedGoesOnOnceItsDependencyIsThere() {
        scenario.up(service("web").after("db", Condition.SERVICE_HEALTHY), service("db").checked());
        scenario.launched("db");
        scenario.ends("db", 1);
        assertThat(scenario.state("web")).isEqualTo(ServiceState.SKIPPED);
        scenario.restart("db");
        scenario.launched("db");
        scenario.well("db");
        scenario.launched("web");
        assertThat(scenario.state("web")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aDependencyThatIsNotRequiredMayFail() {
        scenario.up(service("web").afterIfThere("cache"), service("cache").checked());
        scenario.launched("cache");
        scenario.ends("cache", 1);
        assertThat(scenario.launches()).containsExactly("cache", "web");
    }

    @Test
    void withoutDependenciesOnlyWhatIsNamedStarts() {
        scenario.command(new Command.Up(Sample.stack(service("web").after("db", Condition.SERVICE_HEALTHY),
                service("db").checked()), Set.of("web"), false));
        assertThat(scenario.launches()).containsExactly("web");
        assertThat(scenario.state("db")).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aNameBringsItsDependencies() {
        scenario.command(new Command.Up(Sample.stack(service("web").after("db", Condition.SERVICE_STARTED),
                service("db"), service("other")), Set.of("web"), true));
        scenario.launched("db");
        assertThat(scenario.launches()).containsExactly("db", "web");
    }

    @Test
    void aStartThatFailsSaysWhy() {
        long up = scenario.up(service("a"));
        scenario.accept(new Input.LaunchFailed("a", 1, "command not found: foo"));
        assertThat(scenario.outcome(up, "a").detail()).isEqualTo("failed: command not found: foo");
    }

    @Test
    void probesComeQuicklyWhileItStarts() {
        scenario.up(service("a").checked());
        scenario.launched("a");
        scenario.effects(Effect.Probe.class);
        scenario.unwell("a");
        scenario.pass(Duration.ofMillis(50));
        assertThat(scenario.effects(Effect.Probe.class)).hasSize(1);
        assertThat(scenario.reason("a")).isEqualTo("connection refused");
    }

    @Test
    void aSecondUpWithTheSameStackChangesNothing() {
        scenario.up(service("a"));
        scenario.launched("a");
        scenario.launches();
        long again = scenario.up(service("a"));
        assertThat(scenario.launches()).isEmpty();
        assertThat(scenario.outcome(again, "a").done()).isTrue();
    }

    @Test
    void aSecondUpRestartsWhatChangedAndStopsWhatIsGone() {
        scenario.up(service("a"), service("b"), service("gone"));
        scenario.launched("a", "b", "gone");
        scenario.signals();
        long again = scenario.up(service("a"), service("b").runs("sleep", "5"));
        assertThat(scenario.signals()).containsExactlyInAnyOrder("gone SIGTERM", "b SIGTERM");
        scenario.ends("gone", 0);
        scenario.ends("b", 0);
        scenario.launched("b");
        assertThat(scenario.shown).containsOnlyKeys("a", "b");
        assertThat(scenario.outcome(again, "b").done()).isTrue();
        assertThat(scenario.run("b")).isEqualTo(2);
    }
}
