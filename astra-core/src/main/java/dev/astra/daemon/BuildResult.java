package dev.astra.daemon;

import java.util.List;
import java.util.Set;

/// How one build went.
///
/// @param command as it was run
/// @param services whose build it is
/// @param problem in words; empty: it succeeded
/// @param output the last lines it wrote
public record BuildResult(List<String> command, Set<String> services, String problem, List<String> output) {
    public BuildResult {
        command = List.copyOf(command);
        services = Set.copyOf(services);
        output = List.copyOf(output);
    }

    public boolean done() {
        return problem.isEmpty();
    }

    /// The command as a person would type it.
    public String line() {
        return String.join(" ", command);
    }
}
