package dev.astra.control;

import dev.astra.launch.Streams;
import java.util.Optional;

/// Runs a command in the process that hosts the stack.
@FunctionalInterface
public interface CommandRunner {
    /// Called on a thread of its own for each command. Never throws; an interrupt means that the caller has gone, by ctrl-c or otherwise.
    ///
    /// @param streams the caller's; to read from its stdin asks the caller for it, so that nothing is taken which no command wants
    Result run(Invocation invocation, Streams streams);

    /// How a command ended.
    ///
    /// @param exitCode 0 to 255
    /// @param hostEnd ends the host, where the command asked for it. Called once the caller has been told the exit code; the caller then
    ///        hears of the end of its connection when the host is gone
    record Result(int exitCode, Optional<Runnable> hostEnd) {
        public static Result of(int exitCode) {
            return new Result(exitCode, Optional.empty());
        }
    }
}
