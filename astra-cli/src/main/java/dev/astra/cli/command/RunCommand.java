package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.daemon.HostException;
import dev.astra.daemon.OneOff;
import dev.astra.launch.LaunchException;
import dev.astra.model.ContainerService;
import dev.astra.model.NativeService;
import dev.astra.model.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Run a command with a service's settings, beside the stack, on this terminal.")
final class RunCommand implements Action {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "A service.")
    private String service = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "Instead of the service's own command.")
    private final List<String> command = new ArrayList<>();

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, HostException, IOException, InterruptedException {
        Stack stack = session.load(Set.of(), Set.of(service), Optional.empty()).stack();
        Selection.among(stack).of(List.of(service));
        int code = switch (stack.service(service)) {
            case NativeService process -> OneOff.run(process, words(), session.invocation().environment());
            case ContainerService _ -> container(stack);
        };
        if (code != 0) {
            throw new Failure(ExitCode.FAILED, service + ": the command exited " + code, List.of());
        }
        return ExitCode.DONE;
    }

    private int container(Stack stack) throws Failure, HostException, InterruptedException {
        try {
            return OneOff.run(session.project(), stack, service, words(),
                    new OneOff.Caller(session.out(), session.error(), session.invocation().environment()));
        } catch (LaunchException failed) {
            throw new Failure(ExitCode.UNAVAILABLE, String.valueOf(failed.getMessage()), List.of());
        }
    }

    private List<String> words() {
        return !command.isEmpty() && command.getFirst().equals("--") ? command.subList(1, command.size()) : command;
    }
}
