package dev.astra.supervise;

import dev.astra.event.Event;
import dev.astra.launch.Generation;
import dev.astra.model.Hook;
import dev.astra.model.Service;
import dev.astra.model.Signal;
import java.time.Duration;
import java.util.List;

/// What the state machine wants done.
sealed interface Effect {
    record Launch(Service service, Generation generation, String cause) implements Effect {}

    record CancelLaunch(String service, int run) implements Effect {}

    record SendSignal(String service, int run, Signal signal) implements Effect {}

    /// Continues it where a signal has stopped it: a stopped process can't act on its stop signal.
    record Wake(String service, int run) implements Effect {}

    /// Has it looked at before it is killed, or left alone when a debugger holds it.
    record Witness(String service, int run) implements Effect {}

    record Sweep(String service, int run, Duration grace) implements Effect {}

    record Probe(String service, int run) implements Effect {}

    record RunHooks(String service, int run, List<Hook> hooks, boolean beforeStop) implements Effect {}

    /// @param at on the clock of `System.nanoTime`
    record Arm(String service, int run, Input.Timer timer, long at) implements Effect {}

    record Publish(Event event) implements Effect {}

    record Reply(long id, Answer answer) implements Effect {}
}
