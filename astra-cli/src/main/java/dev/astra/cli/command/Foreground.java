package dev.astra.cli.command;

import dev.astra.daemon.StopSignals;
import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.model.NativeService;
import dev.astra.supervise.Command.Down;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A stack in the foreground of a terminal: lives until ctrl-c, until somebody stops it, or until nothing of it is left to run.
final class Foreground {
    private final Session session;
    private final UpOptions options;
    private final Hosting hosting;

    Foreground(Session session, UpOptions options, Hosting hosting) {
        this.session = session;
        this.options = options;
        this.hosting = hosting;
    }

    ExitCode run(Start start) throws Failure, IOException, InterruptedException {
        Thread self = Thread.currentThread();
        try (Output output = Output.follow(session, options, hosting)) {
            StopSignals.handle(count -> signalled(count, self, output));
            try {
                return live(start);
            } catch (InterruptedException asked) {
                return stopped();
            }
        }
    }

    private void signalled(int count, Thread self, Output output) {
        if (count == 1) {
            self.interrupt();
        } else {
            output.abandon();
            // the answer is of no interest: the first signal's stop goes on and tells how it went
            hosting.supervisor().submit(new Down(Optional.of(Duration.ZERO))).join();
        }
    }

    private ExitCode live(Start start) throws Failure, IOException, InterruptedException {
        Thread self = Thread.currentThread();
        try (EventBus.Subscription events = hosting.events().subscribe()) {
            ExitCode started = start.run();
            if (started == ExitCode.FAILED && options.abortOnFailure) {
                return end(ExitCode.FAILED);
            }
            var _ = hosting.ended().thenRun(self::interrupt);
            return watch(events);
        }
    }

    /// Until nothing is left that runs or will run.
    private ExitCode watch(EventBus.Subscription events) throws Failure, InterruptedException {
        Map<String, ServiceStatus> statuses = new HashMap<>();
        hosting.events().snapshot().forEach(each -> statuses.put(each.service(), each));
        while (hosting.isEnding() || statuses.values().stream().anyMatch(this::lives)) {
            Event event = events.take();
            if (event instanceof Event.ServiceChanged(ServiceStatus status)) {
                statuses.put(status.service(), status);
                if (options.abortOnFailure && !hosting.isEnding() && failed(status)) {
                    session.error().println("stopping everything: " + WaitCommand.describe(status));
                    return end(ExitCode.FAILED);
                }
            } else if (event instanceof Event.ServiceRemoved(String service)) {
                statuses.remove(service);
            }
        }
        boolean failed = statuses.values().stream().anyMatch(Foreground::failed);
        session.error().println("nothing is left that runs: every service has ended");
        return end(ExitCode.of(!failed));
    }

    private boolean lives(ServiceStatus status) {
        return switch (status.state()) {
            case PENDING, STARTING, RUNNING, PAUSED, STOPPING, BACKOFF, BUILDING -> true;
            case EXITED, STOPPED, SKIPPED -> false;
            case FAILED, HELD -> !options.noWatch && isWatched(status.service());
        };
    }

    /// Whether the next build of it starts it again.
    private boolean isWatched(String service) {
        return hosting.stack().services().get(service) instanceof NativeService process
                && !process.watch().patterns().isEmpty();
    }

    static boolean failed(ServiceStatus status) {
        return status.state() == ServiceState.FAILED || status.state() == ServiceState.HELD
                || status.state() == ServiceState.SKIPPED;
    }

    /// Asked for by ctrl-c, or done already by `down` elsewhere.
    private ExitCode stopped() throws Failure, InterruptedException {
        if (hosting.ended().isDone()) {
            return hosting.ended().join();
        }
        session.error().println("stopping; ctrl-c again kills at once");
        return end(ExitCode.INTERRUPTED);
    }

    private ExitCode end(ExitCode code) throws Failure, InterruptedException {
        new Ending(session.error(), session.errorPaint(), hosting).down(Optional.empty());
        return code;
    }
}
