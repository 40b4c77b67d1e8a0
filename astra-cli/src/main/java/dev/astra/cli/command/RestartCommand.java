package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.daemon.Drift;
import dev.astra.supervise.Command.Restart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    public ExitCode run() throws Failure, ConfigException, IOException, InterruptedException {
        Hosting hosting = session.running();
        Set<String> named = Selection.among(hosting.stack()).ofSome(services);
        Restart restart = new Restart(named, !alone, "asked for by restart");
        return waiting.answer(session, hosting, hosting.host().restart(restart, renewed(hosting, named)));
    }

    /// Those that start with other settings than they run with, told with what differs. Who is being debugged stays so.
    private List<Drift> renewed(Hosting hosting, Set<String> named) {
        List<Drift> renewed = new ArrayList<>();
        try {
            hosting.host().drift().forEach((service, drift) -> {
                if (named.contains(service) && !Debugger.waits(hosting.stack().service(service))) {
                    renewed.add(drift);
                    drift.lines().forEach(each -> session.error().println(service + " starts with " + each));
                }
            });
            return renewed;
        } catch (ConfigException wrong) {
            session.error()
                    .println("the settings stay as they were, because the files are wrong: "
                            + wrong.problems().getFirst().relativeTo(session.invocation().folder()));
            return List.of();
        }
    }
}
