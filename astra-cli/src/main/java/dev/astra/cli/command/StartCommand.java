package dev.astra.cli.command;

import dev.astra.supervise.Command.Start;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Start services that do not run; returns when they are ready.")
final class StartCommand implements Action {
    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name.")
    private final List<String> services = new ArrayList<>();

    @Option(names = "--no-deps", description = "Do not start what they depend on, nor wait for it.")
    private boolean alone;

    @Mixin
    private Waiting waiting;

    StartCommand(Session session) {
        this.session = session;
        this.waiting = new Waiting();
    }

    @Override
    public ExitCode run() throws Failure, IOException, InterruptedException {
        Hosting hosting = session.running();
        return waiting.submit(session, hosting, new Start(Selection.among(hosting.stack()).ofSome(services), !alone));
    }
}
