package dev.astra.cli.command;

import dev.astra.cli.command.Setting.Place;
import dev.astra.config.ConfigException;
import dev.astra.control.ControlClient;
import dev.astra.daemon.DetachedHost;
import dev.astra.daemon.HostException;
import dev.astra.graph.Plan;
import dev.astra.launch.Streams;
import dev.astra.model.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "up", description = "Start services and what they depend on; in the foreground until ctrl-c stops all.")
final class UpCommand implements Action {
    /// What the process of a detached stack runs.
    static final String DETACHED_MAIN = "dev.astra.cli.DetachedMain";

    /// For another Astra that is just beginning or ending here.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Session session;

    @Mixin
    private UpOptions options = new UpOptions();

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, HostException, IOException, InterruptedException {
        if (session.hosting().isPresent()) {
            return attach(session.hosting().get());
        }
        if (options.detached() && session.setting().place() == Place.CLIENT) {
            return inOtherProcess();
        }
        Stack stack = read();
        build(stack, Optional.empty());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return host(Hosting.open(session, stack), stack);
            } catch (HostException taken) {
                if (taken.kind() != HostException.Kind.TAKEN || System.nanoTime() - end > 0) {
                    throw taken;
                }
                OptionalInt code = handOver();
                if (code.isPresent()) {
                    return ExitCode.of(code.getAsInt());
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    /// To an Astra that took the project at the same time, once it answers.
    private OptionalInt handOver() throws IOException {
        Optional<ControlClient> other = ControlClient.connect(session.project().socket());
        if (other.isEmpty()) {
            return OptionalInt.empty();
        }
        try (ControlClient client = other.get()) {
            return client.run(session.invocation(), Streams.of(session.out(), session.error()));
        }
    }

    private ExitCode host(Hosting hosting, Stack stack) throws Failure, IOException, InterruptedException {
        Start start = new Start(session, options, hosting, stack);
        if (session.setting().place() == Place.CLIENT) {
            try (hosting) {
                return new Foreground(session, options, hosting).run(start);
            }
        }
        return detached(hosting, start);
    }

    private Stack read() throws Failure, ConfigException {
        Stack stack = session
                .load(options.profiles, new LinkedHashSet<>(options.services), Optional.ofNullable(options.engine))
                .stack();
        Selection.among(stack).of(options.services);
        return stack;
    }

    private void build(Stack stack, Optional<Hosting> hosting) throws Failure, InterruptedException {
        if (!options.build) {
            return;
        }
        Set<String> named = Selection.among(stack).of(options.services);
        Set<String> all = options.alone ? named : Plan.of(stack).withDependencies(named);
        Building.run(hosting, all.stream().map(stack::service).filter(BuildCommand::isBuilt).toList(), session.error());
    }

    private ExitCode inOtherProcess() throws Failure, ConfigException, HostException, IOException {
        if (Files.notExists(session.project().file())) {
            read();
        }
        OptionalInt code = DetachedHost.run(session.project(), session.invocation(), DETACHED_MAIN, session.out(),
                session.error());
        if (code.isEmpty()) {
            throw new Failure(ExitCode.FAILED, "the process that was to host the stack ended before it was up; see "
                    + session.project().diagnostics(), List.of());
        }
        return ExitCode.of(code.getAsInt());
    }

    /// In the process that was made for it: the stack stays when the command is done.
    private ExitCode detached(Hosting hosting, Start start) throws Failure, IOException, InterruptedException {
        try {
            ExitCode code = start.run();
            if (options.abortOnFailure && code == ExitCode.FAILED) {
                new Ending(session.error(), session.errorPaint(), hosting).down(Optional.empty());
                hosting.close();
            } else {
                session.setting().keep().accept(hosting);
            }
            return code;
        } catch (InterruptedException gone) {
            new Ending(session.error(), session.errorPaint(), hosting).down(Optional.empty());
            hosting.close();
            throw gone;
        } catch (IOException | Failure failed) {
            session.setting().keep().accept(hosting);
            throw failed;
        }
    }

    /// A second `up`: brings the running stack to what the files say now, and shows its output until the caller goes.
    private ExitCode attach(Hosting hosting) throws Failure, ConfigException, IOException, InterruptedException {
        Stack stack = read();
        build(stack, Optional.of(hosting));
        Start start = new Start(session, options, hosting, stack);
        if (options.detached()) {
            return start.run();
        }
        session.error().println("attached to the running stack: ctrl-c leaves it running, `astra down` stops it");
        try (Output output = Output.follow(session, options, hosting)) {
            ExitCode code = start.run();
            output.awaitEnd();
            return code;
        }
    }
}
