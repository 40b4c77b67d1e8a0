package dev.astra.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a container is made of.
///
/// @param image as written, such as `postgres:15`
/// @param entrypoint none: the image's
/// @param command none: the image's
/// @param user as written; empty: the image's
public record ContainerSpec(
        String image, Optional<List<String>> entrypoint, Optional<List<String>> command,
        Map<String, String> environment, List<Mount> mounts, String user, ContainerOptions options) {
    public ContainerSpec {
        entrypoint = entrypoint.map(List::copyOf);
        command = command.map(List::copyOf);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
    }

    /// A container for which the file says nothing more.
    public ContainerSpec(
            String image, Optional<List<String>> entrypoint, Optional<List<String>> command,
            Map<String, String> environment, List<Mount> mounts, String user) {
        this(image, entrypoint, command, environment, mounts, user, ContainerOptions.NONE);
    }
}
