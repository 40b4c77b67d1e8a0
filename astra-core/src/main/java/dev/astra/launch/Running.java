package dev.astra.launch;

import dev.astra.model.Hook;
import dev.astra.model.Port;
import dev.astra.model.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// One run of a service, alive or ended. Safe for use by several threads.
public interface Running {
    /// The main process, where it is one of this machine's.
    OptionalLong pid();

    /// The container's id, where it is one.
    Optional<String> container();

    /// Completes once the main process has ended and all that it wrote before is in the log. A child that holds its pipe open
    /// does not delay it. Never completes exceptionally.
    CompletableFuture<Exit> exited();

    /// Sends a signal to the process group, or to the container. Nothing happens when it has ended.
    void signal(Signal signal);

    /// Ends everything of this run that is still alive: SIGTERM, then SIGKILL after the grace. Returns what was found.
    /// Called after [#exited()] has completed. A grace of zero kills at once.
    List<Leftover> sweep(Duration grace) throws InterruptedException;

    /// Runs a command beside the service, in its environment and folder, or inside its container.
    ///
    /// @throws LaunchException when the command could not be started
    ExecResult exec(List<String> command, Duration timeout) throws LaunchException, InterruptedException;

    /// Runs a hook's command in the same way, with what it says of itself on top.
    default ExecResult hook(Hook hook, Duration timeout) throws LaunchException, InterruptedException {
        return exec(hook.command(), timeout);
    }

    /// Runs a command there to its end, connected with a caller's streams and with no bound on time or output. An interrupt, or an
    /// output that nobody reads any more, lets go of it: a process is killed with all that it started, and what runs in a container
    /// meets the end of its streams.
    ///
    /// @return its exit code, as a shell has it: 128 and the signal's number when a signal ended it
    /// @throws LaunchException when the command could not be started
    int exec(List<String> command, Streams streams) throws LaunchException, InterruptedException;

    /// What holds its main process; empty when it can go on. Costs the reading of one small file.
    default Optional<Hold> hold() {
        return Optional.empty();
    }

    /// Notes in its log what it is doing, for whoever asks why it had to be killed. Takes at most about a second.
    ///
    /// @return what was noted, such as `a thread dump`; empty when there was nothing to be had
    default String witness() throws InterruptedException {
        return "";
    }

    /// Whether it is a process of this run that listens on a TCP port of this machine; empty when that can't be told, as for a
    /// container. An answer on a port is only worth something when it is.
    default Optional<Boolean> listensOn(int port) {
        return Optional.empty();
    }

    /// Where its ports are reached, when an engine has chosen; empty: as they are described.
    default List<Port> ports() {
        return List.of();
    }

    /// What it uses now; zeros once it has ended.
    Usage usage();
}
