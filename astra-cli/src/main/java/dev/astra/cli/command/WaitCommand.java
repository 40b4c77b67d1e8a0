package dev.astra.cli.command;

import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.ServiceStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "wait", description = "Wait until services are as asked.")
final class WaitCommand implements Action {
    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name.")
    private final List<String> services = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "STATE",
            description = "healthy (the default; running where there is no healthcheck), started or exited.")
    private Goal goal = Goal.HEALTHY;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Give up after so long.")
    @Nullable
    private Duration timeout;

    WaitCommand(Session session) {
        this.session = session;
    }

    /// What is waited for.
    enum Goal {
        HEALTHY, STARTED, EXITED;

        /// Whether it is so, or can't become so by itself; null: not yet.
        @Nullable
        Boolean reached(ServiceStatus status) {
            return switch (status.state()) {
                case RUNNING -> this == STARTED || this == HEALTHY && status.ready() ? Boolean.TRUE : null;
                case STARTING, PAUSED -> this == STARTED ? Boolean.TRUE : null;
                case EXITED -> this != HEALTHY;
                case FAILED, HELD, SKIPPED -> Boolean.FALSE;
                case STOPPED -> this == EXITED ? Boolean.TRUE : null;
                case PENDING, STOPPING, BACKOFF, BUILDING -> null;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public ExitCode run() throws Failure, IOException, InterruptedException {
        Hosting hosting = session.running();
        Set<String> chosen = Selection.among(hosting.stack()).ofSome(services);
        long end = timeout == null ? Long.MAX_VALUE : System.nanoTime() + timeout.toNanos();
        try (EventBus.Subscription events = hosting.events().subscribe()) {
            Map<String, ServiceStatus> open = new LinkedHashMap<>();
            events.snapshot()
                    .stream()
                    .filter(each -> chosen.contains(each.service()))
                    .forEach(
                            each -> open.put(each.service(), each));
            open.values().removeIf(each -> Boolean.TRUE.equals(goal.reached(each)));
            while (!open.isEmpty()) {
                failOn(hosting,
                        open.values().stream().filter(each -> Boolean.FALSE.equals(goal.reached(each))).toList());
                Event event = timeout == null
                        ? events.take()
                        : events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw tooLate(open);
                }
                if (event instanceof Event.ServiceRemoved(String gone) && open.remove(gone) != null
                        && goal != Goal.EXITED) {
                    throw new Failure(ExitCode.FAILED, gone + " left the stack", List.of());
                }
                if (event instanceof Event.ServiceChanged(ServiceStatus status) && open.containsKey(status.service())) {
                    open.put(status.service(), status);
                    open.values().removeIf(each -> Boolean.TRUE.equals(goal.reached(each)));
                }
            }
        }
        return ExitCode.DONE;
    }

    private void failOn(Hosting hosting, List<ServiceStatus> failed) throws Failure, IOException {
        if (failed.isEmpty()) {
            return;
        }
        Evidence.print(session, hosting.logs(), failed.stream().map(ServiceStatus::service).toList());
        throw new Failure(ExitCode.FAILED, failed.stream().map(WaitCommand::describe).collect(Collectors.joining("; ")),
                List.of());
    }

    private Failure tooLate(Map<String, ServiceStatus> open) {
        String what = open.values().stream().map(WaitCommand::describe).collect(Collectors.joining("; "));
        return new Failure(ExitCode.FAILED, "not " + goal + " in time: " + what, List.of());
    }

    static String describe(ServiceStatus status) {
        return status.service() + " is " + status.state().word()
                + (status.reason().isEmpty() ? "" : ": " + status.reason());
    }
}
