package dev.astra.cli.command;

import dev.astra.control.EventResource;
import dev.astra.control.JsonLines;
import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.Health;
import dev.astra.event.ServiceStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "events", description = "Show what happens to the stack, until ctrl-c.")
final class EventsCommand implements Action {
    private final Session session;

    @Option(names = "--json", description = "One object a line; the state of every service comes first.")
    private boolean json;

    EventsCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, InterruptedException {
        Hosting hosting = session.running();
        try (EventBus.Subscription events = hosting.events().subscribe()) {
            if (json) {
                events.snapshot().forEach(each -> print(new Event.ServiceChanged(each)));
            }
            while (!session.out().checkError()) {
                print(events.take());
            }
        }
        return ExitCode.DONE;
    }

    private void print(Event event) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (json) {
            session.out().println(JsonLines.of(EventResource.of(event, now.toString())));
        } else {
            session.out().println(now + "  " + describe(event));
        }
    }

    static String describe(Event event) {
        return switch (event) {
            case Event.ServiceChanged(ServiceStatus status) -> status.service() + "  " + status.state().word()
                    + (status.health() == Health.NONE ? "" : ", " + status.health().word())
                    + (status.reason().isEmpty() ? "" : ": " + status.reason());
            case Event.ServiceRemoved(String service) -> service + "  left the stack";
            case Event.Progress(String service, String text, Optional<Double> fraction) -> service + "  " + text
                    + fraction.map(each -> " " + Math.round(each * 100) + "%").orElse("");
            case Event.Stopped(String service, String verdict, boolean _) -> service + "  " + verdict;
            case Event.Notice(String service, String text) -> (service.isEmpty() ? "astra" : service) + "  " + text;
        };
    }
}
