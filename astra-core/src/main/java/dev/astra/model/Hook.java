package dev.astra.model;

import java.util.List;
import java.util.Map;

/// One command of a hook.
///
/// @param workingDirectory empty: the service's
/// @param environment on top of the service's
/// @param user in a container: as in `user`; empty: the service's
/// @param privileged in a container: whether it may do what the machine's root may
public record Hook(
        List<String> command, String workingDirectory, Map<String, String> environment, String user,
        boolean privileged) {
    public Hook {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// A command with nothing of its own.
    public static Hook of(List<String> command) {
        return new Hook(command, "", Map.of(), "", false);
    }
}
