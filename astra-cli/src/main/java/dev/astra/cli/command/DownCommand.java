package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.daemon.Host;
import dev.astra.daemon.HostException;
import dev.astra.daemon.Project;
import dev.astra.daemon.StackData;
import dev.astra.launch.Leftover;
import dev.astra.model.EngineChoice;
import dev.astra.model.Resources;
import dev.astra.model.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "down", description = "Stop everything in reverse order, and remove what the stack made.")
final class DownCommand implements Action {
    private final Session session;

    @Option(names = {"-v", "--volumes"}, description = "Remove the volumes and what embedded stores keep, too.")
    private boolean volumes;

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "DURATION",
            description = "How long each service may take before SIGKILL, instead of its own stop_grace_period; 0 kills at once.")
    @Nullable
    private Duration timeout;

    @Option(names = "--force", description = "Kill at once, also what a debugger holds; the same as --timeout 0.")
    private boolean force;

    DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, HostException, IOException, InterruptedException {
        if (session.hosting().isPresent()) {
            return down(session.hosting().get());
        }
        cleanUp();
        return ExitCode.DONE;
    }

    private ExitCode down(Hosting hosting) throws Failure, IOException, InterruptedException {
        hosting.beginEnd();
        Optional<Duration> grace = force ? Optional.of(Duration.ZERO) : Optional.ofNullable(timeout);
        boolean stopped = new Ending(session.out(), session.outPaint(), hosting).down(grace);
        hosting.host().removeContainers(volumes).forEach(session.out()::println);
        if (volumes) {
            removed(StackData.remove(hosting.project(), hosting.stack()));
        }
        session.endHost(hosting, ExitCode.DONE);
        return ExitCode.of(stopped);
    }

    private void removed(List<String> names) {
        if (!names.isEmpty()) {
            session.out().println("removed the data of " + String.join(", ", names));
        }
    }

    /// Ends what an Astra that crashed left behind. Its processes are recorded: they end even when the files can't be read.
    private void cleanUp() throws ConfigException, HostException, IOException, InterruptedException {
        Stack stack;
        try {
            stack = session.stack();
        } catch (ConfigException wrong) {
            Project project = session.project();
            cleanUp(new Stack("", project.folder(), List.of(), EngineChoice.EMBEDDED, Map.of(), Resources.NONE), false);
            throw wrong;
        }
        cleanUp(stack, volumes);
    }

    private void cleanUp(Stack stack, boolean data) throws HostException, IOException, InterruptedException {
        List<Leftover> ended = List.of();
        List<String> removed = List.of();
        if (Files.isDirectory(session.project().run())) {
            try (Host host = Host.open(session.project(), stack)) {
                ended = host.recovered();
                removed = host.removeContainers(data);
            }
        }
        if (data) {
            removed(StackData.remove(session.project(), stack));
        }
        for (Leftover each : ended) {
            session.out()
                    .println("ended pid " + each.pid() + " " + each.command() + (each.killed() ? " (SIGKILL)" : ""));
        }
        removed.forEach(session.out()::println);
        session.out()
                .println(ended.isEmpty() && removed.isEmpty()
                        ? "nothing was running"
                        : "ended what an earlier Astra had left behind");
    }
}
