package dev.astra.control;

import java.io.OutputStream;
import java.util.Optional;

/// Runs a command in the process that hosts the stack.
@FunctionalInterface
public interface CommandRunner {
    /// Called on a thread of its own for each command. Never throws; an interrupt means that the caller has gone, by ctrl-c or otherwise.
    Result run(Invocation invocation, OutputStream out, OutputStream error);

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
