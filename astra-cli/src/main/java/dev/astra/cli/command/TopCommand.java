package dev.astra.cli.command;

import dev.astra.cli.console.Amounts;
import dev.astra.daemon.ProcessTree;
import dev.astra.event.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "top", description = "Show the processes of services.")
final class TopCommand implements Action {
    private static final String FORMAT = "%-20s %8s %8s %9s %9s  %s";

    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name; all unless said otherwise.")
    private final List<String> services = new ArrayList<>();

    TopCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure {
        Hosting hosting = session.running();
        Set<String> chosen = Selection.among(hosting.stack()).of(services);
        session.out()
                .println(session.outPaint()
                        .dim(FORMAT.formatted("SERVICE", "PID", "PARENT", "AGE", "CPU TIME", "COMMAND")));
        for (ServiceStatus status : hosting.events().snapshot()) {
            if (chosen.contains(status.service()) && status.pid().isPresent()) {
                ProcessTree.of(status.pid().getAsLong()).forEach(each -> print(status.service(), each));
            }
        }
        return ExitCode.DONE;
    }

    private void print(String service, ProcessTree.Entry process) {
        String age = process.started().map(start -> Amounts.age(Duration.between(start, Instant.now()))).orElse("");
        String line = FORMAT.formatted(service, process.pid(), process.parent(), age, Amounts.duration(process.cpu()),
                process.command());
        int columns = session.columns();
        session.out().println(columns > 0 && line.length() > columns ? line.substring(0, columns) : line);
    }
}
