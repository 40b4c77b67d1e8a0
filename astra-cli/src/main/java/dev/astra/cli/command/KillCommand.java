package dev.astra.cli.command;

import dev.astra.model.Signal;
import dev.astra.supervise.Command.Kill;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "kill", description = "Send services a signal. What follows, follows as for any other exit.")
final class KillCommand implements Action {
    private final Session session;

    @Parameters(paramLabel = "SERVICE", description = "Services, or groups as @name.")
    private final List<String> services = new ArrayList<>();

    @Option(names = {"-s", "--signal"}, paramLabel = "SIGNAL", description = "SIGKILL unless said otherwise.")
    private Signal signal = Signal.KILL;

    KillCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, IOException, InterruptedException {
        Hosting hosting = session.running();
        Kill kill = new Kill(Selection.among(hosting.stack()).ofSome(services), signal);
        return Answers.print(session, hosting, Answers.await(hosting.supervisor().submit(kill)));
    }
}
