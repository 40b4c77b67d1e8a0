package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.model.NativeService;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "build", description = "Run what builds services, each distinct command once.")
final class BuildCommand implements Action {
    private final Session session;

    @Parameters(
            paramLabel = "SERVICE",
            description = "Services, or groups as @name; all that have a build unless said otherwise.")
    private final List<String> services = new ArrayList<>();

    BuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure, ConfigException, InterruptedException {
        Stack stack = session.stack();
        List<Service> chosen = Selection.among(stack).of(services).stream().map(stack::service).toList();
        for (String each : services) {
            if (!each.startsWith("@") && !isBuilt(stack.service(each))) {
                throw Failure.usage(each + " has no build: add build: { command: … } to it");
            }
        }
        List<Service> built = chosen.stream().filter(BuildCommand::isBuilt).toList();
        if (built.isEmpty()) {
            throw Failure.usage("no service has a build: add build: { command: … } to one");
        }
        Building.run(session.hosting(), built, session.out());
        return ExitCode.DONE;
    }

    static boolean isBuilt(Service service) {
        return service instanceof NativeService process && process.build().isPresent();
    }
}
