package dev.astra.supervise;

import dev.astra.event.ServiceState;

/// How far a service is. Each phase but [Idle], [Waiting] and [Backoff] belongs to one run.
sealed interface Phase {
    /// Does not run, and nothing is on its way.
    ///
    /// @param state one of stopped, exited, failed, held
    record Idle(ServiceState state, String reason) implements Phase {}

    /// Shall run, as soon as its dependencies allow.
    record Waiting() implements Phase {}

    /// Is being started.
    ///
    /// @param cancelled the start was called off; what comes of it is ended at once
    record Launching(int run, long since, boolean cancelled) implements Phase {}

    /// Its main process runs.
    record Up(int run) implements Phase {}

    /// Is on its way to an end.
    ///
    /// @param since when the end began, or was asked for
    record Ending(int run, Why why, Stage stage, long since) implements Phase {
        Ending at(Stage next) {
            return new Ending(run, why, next, since);
        }
    }

    /// Waits to be started again.
    record Backoff(long until, String reason) implements Phase {}

    /// Why a run ends.
    enum Why {
        REQUESTED,
        BY_ITSELF,
        /// It failed its healthcheck, or a hook of its start failed.
        UNFIT
    }

    /// How far an end has come.
    enum Stage {
        /// Waits until its dependents have stopped.
        QUEUED,
        /// Its pre_stop hooks run.
        HOOKS,
        /// Has been sent its stop signal.
        SIGNALLED,
        /// Is being looked at, since it is to be killed, or has failed its healthcheck.
        WITNESSED,
        /// Has been sent SIGKILL.
        KILLED,
        /// Its main process has ended; what it left behind is being ended.
        SWEEPING
    }
}
