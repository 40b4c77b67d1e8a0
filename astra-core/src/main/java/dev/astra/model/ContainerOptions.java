package dev.astra.model;

import java.util.List;

/// The rest of what a Compose file can say about a container, by subject.
///
/// @param files secrets and configs
public record ContainerOptions(
        ImageOptions image, NetworkOptions network, Limits limits, Privileges privileges, RuntimeOptions runtime,
        List<FileMount> files, Logging logging) {
    public static final ContainerOptions NONE = new ContainerOptions(ImageOptions.NONE, NetworkOptions.NONE,
            Limits.NONE, Privileges.NONE, RuntimeOptions.NONE, List.of(), Logging.NONE);

    public ContainerOptions {
        files = List.copyOf(files);
    }
}
