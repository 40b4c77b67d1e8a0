package dev.astra.cli;

import dev.astra.control.Invocation;
import dev.astra.daemon.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which project a command is about, found from its first words alone.
final class Location {
    /// What concerns no running stack, or wants the caller's own terminal.
    private static final Set<String> LOCAL = Set.of("version", "completion", "help", "run");
    /// As the reader of these files looks for them, in a folder and those above it; it is not asked because it loads too much.
    private static final List<String> ASTRA = List.of("astra.yaml", "astra.yml");
    private static final List<String> COMPOSE = List.of("compose.yaml", "compose.yml", "docker-compose.yaml",
            "docker-compose.yml");

    private final @Nullable Path file;
    private final boolean local;

    private Location(@Nullable Path file, boolean local) {
        this.file = file;
        this.local = local;
    }

    static Location of(Invocation invocation) {
        String named = invocation.environment().getOrDefault("ASTRA_FILE", "");
        String verb = "";
        List<String> words = invocation.arguments();
        boolean help = false;
        for (int i = 0; i < words.size() && verb.isEmpty(); i++) {
            String word = words.get(i);
            if (word.equals("-f") || word.equals("--file")) {
                i++;
                named = i < words.size() ? words.get(i) : named;
            } else if (word.startsWith("--file=")) {
                named = word.substring("--file=".length());
            } else if (word.startsWith("-f")) {
                named = word.substring(2);
            } else if (word.equals("--project-name")) {
                i++;
            } else if (word.startsWith("-")) {
                help |= word.equals("--help") || word.equals("-h") || word.equals("--version") || word.equals("-V");
            } else {
                verb = word;
            }
        }
        Path file = named.isEmpty() ? find(invocation.folder()) : invocation.folder().resolve(named).normalize();
        return new Location(file, help || verb.isEmpty() || LOCAL.contains(verb));
    }

    /// Whether the caller's own process runs it, whatever else runs.
    boolean isLocal() {
        return local;
    }

    /// Where the process that hosts the stack would listen.
    Optional<Path> socket() {
        return file == null ? Optional.empty() : Optional.of(Project.of(file).socket());
    }

    private static @Nullable Path find(Path folder) {
        Path file = find(folder, ASTRA);
        return file == null ? find(folder, COMPOSE) : file;
    }

    private static @Nullable Path find(Path folder, List<String> names) {
        for (Path each = folder; each != null; each = each.getParent()) {
            for (String name : names) {
                Path file = each.resolve(name);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        return null;
    }
}
