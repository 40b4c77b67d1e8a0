package dev.astra.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How a process is started.
///
/// @param command the program and its arguments, as they are exec'd; the program is looked for on the service's own PATH
/// @param workingDirectory absolute
/// @param environment the service's own variables, `env_file` included
/// @param inheritEnvironment whether the caller's variables stand under its own
/// @param tty whether its output is a terminal
public record ProcessSpec(
        List<String> command, Path workingDirectory, Map<String, String> environment, boolean inheritEnvironment,
        boolean tty) {
    public ProcessSpec {
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (!workingDirectory.isAbsolute()) {
            throw new IllegalArgumentException("not absolute: " + workingDirectory);
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
