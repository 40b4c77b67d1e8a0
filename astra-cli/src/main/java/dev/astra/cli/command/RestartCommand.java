package dev.astra.cli.command;

import dev.astra.supervise.Command.Restart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "restart", description = "Stop services and start them again; returns when they are ready.")
final class RestartCommand implements Action {
    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name.")
    private final List<String> services = new ArrayList<>();

    @Option(names = "--no-deps", description = "Leave dependents alone, also those that ask to be restarted along.")
    private boolean alone;

    @Mixin
    private Waiting waiting;

    RestartCommand(Session session) {
        this.session = session;
        this.waiting = new Waiting();
    }

    @Override
    public ExitCode run() throws Failure, IOException, InterruptedException {
        Hosting hosting = session.running();
        return waiting.submit(session, hosting, new Restart(Selection.among(hosting.stack()).ofSome(services), !alone,
                "asked for by restart"));
    }
}
