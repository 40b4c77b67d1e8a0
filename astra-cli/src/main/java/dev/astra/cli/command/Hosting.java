package dev.astra.cli.command;

import dev.astra.control.Loads;
import dev.astra.daemon.Host;
import dev.astra.daemon.HostException;
import dev.astra.daemon.Project;
import dev.astra.event.EventBus;
import dev.astra.log.LogStore;
import dev.astra.model.Stack;
import dev.astra.supervise.Command;
import dev.astra.supervise.Supervisor;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A stack that this process hosts, from its start to its end. Safe for use by several threads.
public final class Hosting implements AutoCloseable {
    private final Host host;
    private final Loads loads;
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();
    private volatile boolean ending;

    private Hosting(Host host) {
        this.host = host;
        this.loads = new Loads(host.supervisor()::running, Clock.systemUTC());
    }

    /// Takes the project over and answers on its control socket; nothing is started yet.
    ///
    /// @throws HostException when no stack can be hosted here
    static Hosting open(Session session, Stack stack) throws HostException, InterruptedException {
        // before the first logger is made
        System.setProperty("astra.diagnostics", session.project().diagnostics().toString());
        Hosting hosting = new Hosting(Host.open(session.project(), stack));
        try {
            hosting.host.serve(session.setting().commands().apply(hosting));
        } catch (HostException | RuntimeException failed) {
            hosting.close();
            throw failed;
        }
        return hosting;
    }

    Project project() {
        return host.project();
    }

    Host host() {
        return host;
    }

    /// See [Host#isInPlace()].
    public boolean isInPlace() {
        return host.isInPlace();
    }

    Supervisor supervisor() {
        return host.supervisor();
    }

    EventBus events() {
        return host.events();
    }

    LogStore logs() {
        return host.logs();
    }

    Loads loads() {
        return loads;
    }

    /// As it is described now.
    Stack stack() {
        return host.stack();
    }

    /// Somebody has begun to stop everything, and will say when it is done.
    void beginEnd() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    /// Stops everything, and ends.
    ///
    /// @param grace instead of each service's own
    public void stop(Optional<Duration> grace) {
        beginEnd();
        CompletableFuture<Void> _ = supervisor().submit(new Command.Down(grace)).handle((_, _) -> {
            end(ExitCode.DONE);
            return null;
        });
    }

    /// Everything is stopped: the process that hosts the stack may end with this code.
    public void end(ExitCode code) {
        end.complete(code);
    }

    /// Completes when the process that hosts the stack is to end.
    public CompletableFuture<ExitCode> ended() {
        return end;
    }

    @Override
    public void close() {
        host.close();
    }
}
