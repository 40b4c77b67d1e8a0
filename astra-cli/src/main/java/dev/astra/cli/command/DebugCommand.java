package dev.astra.cli.command;

import dev.astra.event.ServiceStatus;
import dev.astra.model.ContainerService;
import dev.astra.model.NativeService;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import dev.astra.supervise.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "debug",
        description = "Restart a Java service so that a debugger can attach; for others, say how to attach to what runs.")
final class DebugCommand implements Action {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Session session;

    @Parameters(arity = "1", paramLabel = "SERVICE", description = "One service.")
    private String service = "";

    @Option(names = "--suspend", description = "Begin nothing before a debugger has attached.")
    private boolean suspend;

    @Option(names = "--port", paramLabel = "PORT", description = "Where the debugger attaches; a free one unless said.")
    private int port;

    @Option(names = "--off", description = "Restart it without.")
    private boolean off;

    DebugCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, IOException, InterruptedException {
        Hosting hosting = session.running();
        String name = Selection.among(hosting.stack()).of(List.of(service)).getFirst();
        return switch (hosting.stack().service(name)) {
            case ContainerService _ -> throw new Failure(ExitCode.USAGE, name
                    + " is not a process of yours but a store or container: `astra exec` runs a command beside it",
                    List.of());
            case NativeService process when !Debugger.isJava(process) -> tell(hosting, name);
            case NativeService process when off -> answer(hosting, again(hosting, Debugger.without(process)));
            case NativeService process -> debug(hosting, process);
        };
    }

    private ExitCode debug(Hosting hosting, NativeService process) throws Failure, IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw Failure.usage("--port " + port + ": a port is a number from 1 to 65535");
        }
        int chosen = port == 0 ? Debugger.port(process).orElseGet(DebugCommand::free) : port;
        CompletableFuture<Answer> answer = again(hosting, Debugger.with(process, chosen, suspend));
        while (!answer.isDone() && !listens(hosting, process.name(), chosen)) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        session.out()
                .println(process.name() + (suspend ? " waits for a debugger" : " lets a debugger attach")
                        + " on 127.0.0.1:" + chosen + ": \"Remote JVM Debug\" in an IDE, or jdb -attach 127.0.0.1:"
                        + chosen);
        session.out().flush();
        // who waits for a debugger does not get ready without one
        return suspend && !answer.isDone() ? ExitCode.DONE : answer(hosting, answer);
    }

    private static boolean listens(Hosting hosting, String name, int port) {
        return hosting.supervisor().running(name).flatMap(run -> run.listensOn(port)).orElse(false);
    }

    /// What is on the port by the time it starts is found out then.
    private static int free() {
        try {
            return Debugger.freePort();
        } catch (IOException none) {
            return 5005;
        }
    }

    private ExitCode tell(Hosting hosting, String name) throws Failure {
        ServiceStatus status = hosting.events()
                .snapshot()
                .stream()
                .filter(each -> each.service().equals(name) && each.pid().isPresent())
                .findFirst()
                .orElseThrow(() -> new Failure(ExitCode.FAILED, name + " does not run: `astra start " + name + "`",
                        List.of()));
        long pid = status.pid().orElseThrow();
        session.out()
                .println(name + " is pid " + pid + ": gdb -p " + pid + ", or dlv attach " + pid
                        + " for Go; while it is traced Astra leaves it alone");
        return ExitCode.DONE;
    }

    private static CompletableFuture<Answer> again(Hosting hosting, NativeService changed) {
        Stack stack = hosting.stack();
        Map<String, Service> services = new LinkedHashMap<>(stack.services());
        services.put(changed.name(), changed);
        return hosting.host()
                .up(stack.with(services), Set.of(changed.name()), true);
    }

    private ExitCode answer(Hosting hosting, CompletableFuture<Answer> answer)
            throws Failure, IOException, InterruptedException {
        return Answers.print(session, hosting, Answers.await(answer));
    }
}
