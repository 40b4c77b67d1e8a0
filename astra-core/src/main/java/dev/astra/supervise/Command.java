package dev.astra.supervise;

import dev.astra.model.Signal;
import dev.astra.model.Stack;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What people ask of the supervisor. Names are those of services of the stack.
public sealed interface Command {
    /// Makes the stack be as described: what is new or changed in it is started or restarted, what is gone from it is stopped.
    ///
    /// @param services which to start; empty: all
    /// @param dependencies whether what they depend on is started too, and waited for
    record Up(Stack stack, Set<String> services, boolean dependencies) implements Command {
        public Up {
            services = Set.copyOf(services);
        }
    }

    /// Starts services that do not run; one that runs is left alone.
    record Start(Set<String> services, boolean dependencies) implements Command {
        public Start {
            services = Set.copyOf(services);
        }
    }

    /// Stops services, dependents first where several are named.
    ///
    /// @param grace instead of each service's own
    record Stop(Set<String> services, Optional<Duration> grace) implements Command {
        public Stop {
            services = Set.copyOf(services);
        }
    }

    /// Stops services and starts them again.
    ///
    /// @param dependents whether dependents that ask for it by `depends_on.restart` are restarted too
    /// @param cause why, in words, such as `asked for by restart`
    /// @param stack as which they start again; none: as before
    record Restart(Set<String> services, boolean dependents, String cause, Optional<Stack> stack) implements Command {
        public Restart {
            services = Set.copyOf(services);
        }

        /// As before.
        public Restart(Set<String> services, boolean dependents, String cause) {
            this(services, dependents, cause, Optional.empty());
        }
    }

    /// Sends a signal to the main process's group. What follows from it follows as for any other exit.
    record Kill(Set<String> services, Signal signal) implements Command {
        public Kill {
            services = Set.copyOf(services);
        }
    }

    /// Changes nothing; is answered when all that was told before has been taken in.
    record Look() implements Command {}

    /// Stops everything.
    ///
    /// @param grace instead of each service's own; zero: SIGKILL at once, also for what is stopping already
    record Down(Optional<Duration> grace) implements Command {}
}
