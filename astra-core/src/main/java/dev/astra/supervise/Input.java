package dev.astra.supervise;

import dev.astra.health.ProbeResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Hold;
import dev.astra.launch.Leftover;
import dev.astra.model.Port;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the state machine is told. Whatever is about a run carries its number; one of an earlier run changes nothing.
sealed interface Input {
    /// What is about one run of a service.
    sealed interface OfRun extends Input {
        String service();

        int run();
    }

    /// @param lastRuns the last run of each service of the stack in the log store; services without one are missing
    record Commanded(long id, Command command, Map<String, Integer> lastRuns) implements Input {}

    /// @param ports where they are, when an engine has chosen; empty: as described
    record Launched(String service, int run, OptionalLong pid, Optional<String> container, List<Port> ports,
            Instant at) implements OfRun {}

    record LaunchFailed(String service, int run, String reason) implements OfRun {}

    record Progressed(String service, int run, String text, Optional<Double> fraction) implements OfRun {}

    record Exited(String service, int run, Exit exit) implements OfRun {}

    record Swept(String service, int run, List<Leftover> leftovers) implements OfRun {}

    /// @param hold what held it when the probe had failed
    record Probed(String service, int run, ProbeResult result, Optional<Hold> hold) implements OfRun {}

    /// What holds it has changed.
    record Held(String service, int run, Optional<Hold> hold) implements OfRun {}

    /// It was looked at before it is killed.
    ///
    /// @param noted what its log now says of what it was doing; empty: nothing
    record Witnessed(String service, int run, Optional<Hold> hold, String noted) implements OfRun {}

    /// @param problem empty when all hooks went well
    record Hooked(String service, int run, boolean beforeStop, String problem) implements OfRun {}

    /// A finished build changed what these services run.
    ///
    /// @param causes by service, in words
    record Rebuilt(Map<String, String> causes) implements Input {}

    /// These services run something older than what is there now, and go on with it.
    ///
    /// @param reasons by service, in words
    record Outdated(Map<String, String> reasons) implements Input {}

    record TimerFired(String service, int run, Timer timer) implements OfRun {}

    /// What a timer is for.
    enum Timer {
        /// The next probe is due.
        PROBE,
        /// The grace of a stop is over.
        GRACE,
        /// The look at what is to be killed has had its time.
        WITNESS,
        /// SIGKILL has had its time.
        KILL,
        /// The next restart is due.
        BACKOFF
    }
}
