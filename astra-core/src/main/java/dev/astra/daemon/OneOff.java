package dev.astra.daemon;

import dev.astra.model.NativeService;
import dev.astra.model.ProcessSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A process beside the stack, in a service's folder and environment, on the caller's own terminal.
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
}
