package dev.astra.model;

import java.nio.file.Path;
import java.util.List;

/// What rebuilds a service.
///
/// @param workingDirectory absolute
/// @param sources absolute paths or globs; a change in them runs the command
public record Build(List<String> command, Path workingDirectory, List<String> sources) {
    public Build {
        command = List.copyOf(command);
        sources = List.copyOf(sources);
    }
}
