package dev.astra.supervise;

import static dev.astra.supervise.Sample.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.launch.Hold;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.RestartPolicy;
import dev.astra.model.Signal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldTest {
    private static final Hold STOPPED = new Hold(Hold.Kind.STOPPED, "stopped by a signal");
    private static final Hold TRACED = new Hold(Hold.Kind.TRACED, "traced by pid 812 gdb");
    private static final Hold ATTACHED = new Hold(Hold.Kind.ATTACHED, "a debugger is attached on port 5005");

    private final Scenario scenario = new Scenario();

    @Test
    void whoIsHeldIsPausedUntilItIsLetGo() {
        scenario.up(service("a"));
        scenario.launched("a");
        scenario.held("a", Optional.of(STOPPED));
        assertThat(scenario.state("a")).isEqualTo(ServiceState.PAUSED);
        assertThat(scenario.reason("a")).isEqualTo("stopped by a signal");
        scenario.held("a", Optional.empty());
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void probesDoNotFailWhoIsHeld() {
        scenario.up(service("a").checked().restarts(RestartPolicy.Mode.ALWAYS, 0));
        scenario.launched("a");
        scenario.well("a");
        for (int count = 0; count < 10; count++) {
            scenario.unwell("a", ATTACHED);
            scenario.pass(Duration.ofSeconds(1));
        }
        assertThat(scenario.state("a")).isEqualTo(ServiceState.PAUSED);
        assertThat(scenario.shown.get("a")).matches(shown -> shown != null && shown.health() == Health.HEALTHY);
        scenario.well("a");
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aDebuggerThatOnlyListensHoldsNothing() {
        scenario.up(service("a").checked());
        scenario.launched("a");
        scenario.well("a");
        scenario.held("a", Optional.of(ATTACHED));
        assertThat(scenario.state("a")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aBreakpointInItsStartDoesNotFailTheStart() {
        long up = scenario.up(service("a").checked(), service("b").after("a", Condition.SERVICE_HEALTHY));
        scenario.launched("a");
        for (int count = 0; count < 100; count++) {
            scenario.unwell("a", ATTACHED);
            scenario.pass(Duration.ofSeconds(1));
        }
        assertThat(scenario.reason("b")).contains("waits for a").contains("a debugger is attached on port 5005");
        scenario.well("a");
        scenario.launched("b");
        assertThat(scenario.answer(up)).isNotNull();
    }

    @Test
    void theDeadlineOfAStopWaitsForADebugger() {
        scenario.up(service("a"));
        scenario.launched("a");
        scenario.stop("a");
        scenario.signals();
        for (Hold each : new Hold[]{TRACED, ATTACHED, TRACED}) {
            scenario.pass(Duration.ofSeconds(10));
            scenario.witnessed("a", Optional.of(each));
            assertThat(scenario.signals()).isEmpty();
            assertThat(scenario.reason("a")).endsWith("; its end waits: " + each.words());
        }
        scenario.pass(Duration.ofSeconds(10));
        scenario.witnessed("a", Optional.empty());
        scenario.assertSignals("a", Signal.KILL);
    }

    @Test
    void aSecondDownEndsAlsoWhoADebuggerHolds() {
        scenario.up(service("a"));
        scenario.launched("a");
        scenario.down();
        scenario.pass(Duration.ofSeconds(10));
        scenario.witnessed("a", Optional.of(TRACED));
        scenario.signals();
        scenario.command(new Command.Down(Optional.of(Duration.ZERO)));
        scenario.assertSignals("a", Signal.KILL);
    }

    @Test
    void whoFailsItsHealthcheckIsLookedAtBeforeItIsStopped() {
        scenario.up(service("a").checked().restarts(RestartPolicy.Mode.ALWAYS, 0));
        scenario.launched("a");
        scenario.well("a");
        scenario.unwell("a");
        scenario.unwell("a");
        assertThat(scenario.effects(Effect.Witness.class)).isEmpty();
        scenario.unwell("a");
        assertThat(scenario.effects(Effect.Witness.class)).hasSize(1);
        scenario.witnessed("a", Optional.empty());
        scenario.assertSignals("a", Signal.TERM);
    }
}
