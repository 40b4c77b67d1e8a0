package dev.astra.model;

import java.util.List;

/// What a build writes and a service runs: when a finished build changes it, the service is restarted.
///
/// @param patterns absolute paths of files or folders, or globs
/// @param reflection classes, or patterns such as `dev.acme.plugins.*`, that a Java service finds by names that its classes do not hold
/// @param lines whether line numbers and other debugging information of classes count
public record Watch(List<String> patterns, List<String> reflection, boolean lines) {
    public static final Watch NOTHING = new Watch(List.of());

    public Watch {
        patterns = List.copyOf(patterns);
        reflection = List.copyOf(reflection);
    }

    /// Files of which nothing more is said.
    public Watch(List<String> patterns) {
        this(patterns, List.of(), false);
    }
}
