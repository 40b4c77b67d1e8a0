package dev.astra.daemon;

import dev.astra.container.FoundEngine;
import dev.astra.container.OneOffContainer;
import dev.astra.launch.LaunchException;
import dev.astra.model.ContainerService;
import dev.astra.model.NativeService;
import dev.astra.model.ProcessSpec;
import dev.astra.model.Stack;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process or a container beside the stack, with a service's settings, on the caller's own terminal.
public final class OneOff {
    private OneOff() {}

    /// Runs it to its end.
    ///
    /// @param command instead of the service's own; empty: the service's
    /// @param inherited the caller's variables, which stand under the service's where it wants them
    /// @return its exit code
    /// @throws IOException when it can't be started
    public static int run(NativeService service, List<String> command, Map<String, String> inherited)
            throws IOException, InterruptedException {
        ProcessSpec spec = service.process();
        ProcessBuilder builder = new ProcessBuilder(command.isEmpty() ? spec.command() : command)
                .directory(spec.workingDirectory().toFile())
                .inheritIO();
        Map<String, String> environment = builder.environment();
        environment.clear();
        if (spec.inheritEnvironment()) {
            environment.putAll(inherited);
        }
        environment.putAll(spec.environment());
        return builder.start().waitFor();
    }

    /// Runs a container to its end.
    ///
    /// @param command instead of the service's own; empty: the service's
    /// @return its exit code
    /// @throws HostException when no engine of containers is to be had
    /// @throws LaunchException when it can't be started
    public static int run(
            Project project, Stack stack, String service, List<String> command, Caller caller)
            throws HostException, LaunchException, InterruptedException {
        Optional<FoundEngine> engine = EngineSelection.of(stack, caller.environment()).containers();
        if (engine.isEmpty() || !(stack.service(service) instanceof ContainerService container)) {
            throw new HostException(HostException.Kind.ENGINE,
                    service + " has an image, which only an engine of containers"
                            + " can run beside the stack: start Docker and use --engine docker",
                    null);
        }
        return new OneOffContainer(engine.get(), caller.environment(), stack, project.run().resolve("containers"))
                .run(container, command, caller.out(), caller.error());
    }

    /// The caller: where what is written goes, and the variables that say where an engine is looked for.
    public record Caller(OutputStream out, OutputStream error, Map<String, String> environment) {}
}
