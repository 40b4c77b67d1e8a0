package dev.astra.cli.command;

import dev.astra.control.CommandRunner;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Where a command runs.
///
/// @param hosting the running stack, in the process that hosts it
/// @param commands makes what runs the commands that come over the control socket of a stack
/// @param keep takes a stack that outlives its command
public record Setting(
        Place place, Optional<Hosting> hosting, Function<Hosting, CommandRunner> commands, Consumer<Hosting> keep) {
    /// In which process.
    public enum Place {
        /// The caller's own: no stack is running.
        CLIENT,
        /// One that was started to host a stack apart from any terminal.
        DETACHED,
        /// The one that hosts the running stack; the command came over its control socket.
        HOST
    }
}
