package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.daemon.HostException;
import java.io.IOException;

/// A command with its options filled in.
@FunctionalInterface
public interface Action {
    /// @throws Failure when it can't do what it was asked for
    /// @throws ConfigException when the files describe no stack
    /// @throws HostException when no stack can be hosted here
    /// @throws IOException when something can't be read, or nobody reads the output any more
    /// @throws InterruptedException when whoever asked has gone
    ExitCode run() throws Failure, ConfigException, HostException, IOException, InterruptedException;
}
