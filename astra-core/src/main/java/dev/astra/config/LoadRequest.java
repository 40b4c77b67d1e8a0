package dev.astra.config;

import dev.astra.model.EngineChoice;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is to be read, and for whom.
///
/// @param file the file asked for; none: it is looked for
/// @param folder where to look, then upwards; absolute
/// @param environment the caller's variables
/// @param projectName none: the environment's, the file's or the folder's
/// @param profiles which are active beside those of `COMPOSE_PROFILES`; `*` means all
/// @param engine none: the environment's or the file's
/// @param named services, or groups as `@group`, that are asked for by name: their profiles are active too
public record LoadRequest(
        Optional<Path> file, Path folder, Map<String, String> environment, Optional<String> projectName,
        Set<String> profiles, Optional<EngineChoice> engine, Set<String> named) {
    public LoadRequest {
        environment = Map.copyOf(environment);
        profiles = Set.copyOf(profiles);
        named = Set.copyOf(named);
    }

    /// Reads what is found in a folder, asking for nothing in particular.
    public static LoadRequest of(Path folder, Map<String, String> environment) {
        return new LoadRequest(Optional.empty(), folder, environment, Optional.empty(), Set.of(), Optional.empty(),
                Set.of());
    }
}
