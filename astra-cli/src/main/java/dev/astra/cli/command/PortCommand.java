package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.event.ServiceStatus;
import dev.astra.model.Port;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "port", description = "Show where a service is reached, as address:port.")
final class PortCommand implements Action {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "A service.")
    private String service = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            description = "The port as the service itself sees it; all unless said otherwise.")
    @Nullable
    private Integer port;

    PortCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException {
        SequencedSet<String> chosen = Selection.among(session.stack()).of(List.of(service));
        List<Port> found = ports(chosen.getFirst()).stream()
                .filter(each -> each.published() > 0 && (port == null || each.target() == port))
                .toList();
        if (found.isEmpty()) {
            throw new Failure(ExitCode.FAILED,
                    service + (port == null ? " has no port" : " has no port " + port) + " that is reached from here",
                    List.of());
        }
        found.forEach(each -> session.out()
                .println((each.host().isEmpty() ? "0.0.0.0" : each.host()) + ":" + each.published()));
        return ExitCode.DONE;
    }

    /// Of the running service, whose engine may have chosen them; else as the file has them.
    private List<Port> ports(String name) throws ConfigException {
        Optional<List<Port>> live = session.hosting()
                .flatMap(hosting -> hosting.events()
                        .snapshot()
                        .stream()
                        .filter(each -> each.service().equals(name))
                        .findFirst())
                .map(ServiceStatus::ports);
        return live.isPresent() ? live.get() : session.stack().service(name).common().ports();
    }
}
