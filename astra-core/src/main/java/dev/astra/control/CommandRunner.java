package dev.astra.control;

import java.io.OutputStream;

/// Runs a command in the process that hosts the stack.
@FunctionalInterface
public interface CommandRunner {
    /// Called on a thread of its own for each command. Never throws; an interrupt means that the caller has gone, by ctrl-c or otherwise.
    Result run(Invocation invocation, OutputStream out, OutputStream error);

    /// How a command ended.
    ///
    /// @param exitCode 0 to 255
    /// @param hostEnds whether the host ends with it: the caller then hears of the end only when the host is gone
    record Result(int exitCode, boolean hostEnds) {}
}
