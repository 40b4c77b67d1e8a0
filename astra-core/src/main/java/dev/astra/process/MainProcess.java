package dev.astra.process;

import dev.astra.launch.Exit;
import dev.astra.process.posix.Children;
import dev.astra.process.posix.ExitStatus;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.Signals;
import java.util.Optional;

/// A child of this process that leads a session and a group of its own. Until it is reaped its number, and so the number of its group
/// and session, can't be given to another.
final class MainProcess {
    private final int pid;
    private final Spawner spawner;
    private boolean reaped;

    MainProcess(int pid, Spawner spawner) {
        this.pid = pid;
        this.spawner = spawner;
    }

    int pid() {
        return pid;
    }

    /// Signals its whole group. Nothing happens once it has ended.
    synchronized void signal(int signal) {
        if (!reaped && exit().isEmpty()) {
            Children.signalGroup(pid, signal);
        }
    }

    /// How it ended; empty while it runs.
    Optional<Exit> exit() {
        try {
            return Children.status(pid).map(status -> switch (status) {
                case ExitStatus.Code(int code) -> new Exit.Code(code);
                case ExitStatus.Killed(int signal) -> new Exit.Signalled(Signals.name(signal), "");
            });
        } catch (PosixException taken) {
            return Optional.of(new Exit.Lost("ended, and something else took its exit status"));
        }
    }

    /// Lets go of it and its number. Nothing happens while it runs.
    synchronized void reap() {
        if (!reaped && exit().isPresent()) {
            spawner.reap(pid);
            reaped = true;
        }
    }

    synchronized boolean isReaped() {
        return reaped;
    }
}
