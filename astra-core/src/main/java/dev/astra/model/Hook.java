package dev.astra.model;

import java.util.List;
import java.util.Map;

/// One command of a hook.
///
/// @param workingDirectory empty: the service's
/// @param environment on top of the service's
public record Hook(List<String> command, String workingDirectory, Map<String, String> environment) {
    public Hook {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
