package dev.astra.cli.command;

import dev.astra.supervise.Command.Stop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "Stop services; returns when nothing of them is left.")
final class StopCommand implements Action {
    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name.")
    private final List<String> services = new ArrayList<>();

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "DURATION",
            description = "How long each may take before SIGKILL, instead of its own stop_grace_period; 0 kills at once.")
    @Nullable
    private Duration timeout;

    @Option(names = "--force", description = "Kill at once, also what a debugger holds; the same as --timeout 0.")
    private boolean force;

    @Mixin
    private Waiting waiting;

    StopCommand(Session session) {
        this.session = session;
        this.waiting = new Waiting();
    }

    @Override
    public ExitCode run() throws Failure, IOException, InterruptedException {
        Hosting hosting = session.running();
        return waiting.submit(session, hosting,
                new Stop(Selection.among(hosting.stack()).ofSome(services),
                        force ? Optional.of(Duration.ZERO) : Optional.ofNullable(timeout)));
    }
}
