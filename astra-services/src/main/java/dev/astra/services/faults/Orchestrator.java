package dev.astra.services.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The program that runs the platform, asked as a person asks it.
///
/// @param program such as `scripts/astra`
record Orchestrator(String program) {
    /// @throws IOException when it says that it did not work, with what it said
    void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ": " + said.strip());
        }
    }

    void kill(String service) throws IOException, InterruptedException {
        run("kill", "-s", "KILL", service);
    }

    void awaitHealthy(String service) throws IOException, InterruptedException {
        run("wait", "--for", "healthy", "--timeout", "3m", service);
    }
}
