package dev.astra.config.merge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The names under which stacks are found.
public final class StackFiles {
    private static final List<String> ASTRA = List.of("astra.yaml", "astra.yml");
    private static final List<String> COMPOSE = List.of("compose.yaml", "compose.yml", "docker-compose.yaml",
            "docker-compose.yml");

    private StackFiles() {}

    /// astra.yaml in a folder or above it; else a Compose file.
    public static Optional<Path> find(Path folder) {
        return upwards(folder, ASTRA).or(() -> upwards(folder, COMPOSE));
    }

    /// The file beside this one that is laid over it: `NAME.override.yaml`, for the names that are looked for.
    public static Optional<Path> override(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (!ASTRA.contains(name) && !COMPOSE.contains(name)) {
            return Optional.empty();
        }
        for (String ending : List.of(".override.yaml", ".override.yml")) {
            Path override = file.resolveSibling(name.substring(0, dot) + ending);
            if (Files.isRegularFile(override)) {
                return Optional.of(override);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> upwards(Path folder, List<String> names) {
        for (Path each = folder.toAbsolutePath().normalize(); each != null; each = each.getParent()) {
            for (String name : names) {
                Path file = each.resolve(name);
                if (Files.exists(file) && !Files.isDirectory(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
