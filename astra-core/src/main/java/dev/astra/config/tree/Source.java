package dev.astra.config.tree;

import java.nio.file.Path;
import java.util.Map;

/// A file, with what its values are relative to.
///
/// @param file absolute
/// @param folder what its relative paths start from; absolute
/// @param variables what `${VAR}` in it means
public record Source(Path file, Path folder, Map<String, String> variables) {
    /// A path as this file means it: absolute and without `..`; `~` is the user's home.
    public Path resolve(String path) {
        String home = variables.getOrDefault("HOME", System.getProperty("user.home"));
        if (path.equals("~") || path.startsWith("~/")) {
            return Path.of(home + path.substring(1)).normalize();
        }
        return folder.resolve(path).normalize();
    }
}
