package dev.astra.model;

import java.util.List;

/// What a build writes and a service runs: when a finished build changes it, the service is restarted.
///
/// @param patterns absolute paths of files or folders, or globs
public record Watch(List<String> patterns) {
    public static final Watch NOTHING = new Watch(List.of());

    public Watch {
        patterns = List.copyOf(patterns);
    }
}
