package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "affected",
        description = "Show which services run something else than what was built last, and through which class.")
final class AffectedCommand implements Action {
    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name; all unless said otherwise.")
    private final List<String> services = new ArrayList<>();

    @Option(
            names = "--since-start",
            description = "Count all changes since the services were first started, restarted since or not.")
    private boolean sinceStart;

    AffectedCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, InterruptedException {
        Hosting hosting = session.running();
        Set<String> chosen = Selection.among(hosting.stack()).of(services);
        try {
            SequencedMap<String, String> affected = hosting.host().affected(sinceStart).get();
            affected.forEach((service, change) -> {
                if (chosen.contains(service)) {
                    session.out().println(service + ": " + change);
                }
            });
            return ExitCode.DONE;
        } catch (ExecutionException ended) {
            throw new IllegalStateException("the stack came to its end meanwhile", ended);
        }
    }
}
