package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "exec",
        description = "Run a command inside a service's container, or beside its process in the same folder and environment. It reads this one's stdin where that is no terminal, and its exit code is passed on.")
final class ExecCommand implements Action {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "A service that runs.")
    private String service = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments.")
    private final List<String> command = new ArrayList<>();

    ExecCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, InterruptedException {
        Hosting hosting = session.running();
        Selection.among(hosting.stack()).of(List.of(service));
        Running running = hosting.supervisor()
                .running(service)
                .orElseThrow(() -> new Failure(ExitCode.FAILED,
                        service + " is not running: `astra start " + service + "`", List.of()));
        try {
            return session.endAs(running.exec(command, session.streams()));
        } catch (LaunchException failed) {
            throw new Failure(ExitCode.FAILED, String.valueOf(failed.getMessage()), List.of());
        }
    }
}
