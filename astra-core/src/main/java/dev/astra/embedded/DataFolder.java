package dev.astra.embedded;

import dev.astra.model.ContainerService;
import dev.astra.model.Mount;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where a store keeps its data.
///
/// @param path absolute
/// @param owner whose it is
record DataFolder(Path path, Owner owner) {
    /// Whose a data folder is.
    sealed interface Owner {
        /// A named volume's: whichever service uses it.
        record NamedVolume(String volume) implements Owner {}

        /// The service's own, as with an anonymous volume.
        record OwnService() implements Owner {}

        /// The service's own for one run, as with a tmpfs.
        record OneRun() implements Owner {}

        /// The user's: a folder that is bound into the container. Astra never removes it.
        record BoundFolder() implements Owner {}
    }

    /// The data folder of a store.
    ///
    /// @param data the stack's `.astra/data`
    static DataFolder of(ContainerService service, StoreKind kind, List<String> arguments, Path data) {
        List<String> targets = kind == StoreKind.S3 ? objectTargets(kind, arguments) : kind.dataTargets();
        for (String target : targets) {
            Optional<Mount> mount = service.container()
                    .mounts()
                    .stream()
                    .filter(each -> each.target().equals(target))
                    .findFirst();
            if (mount.isPresent()) {
                return of(mount.get(), service, data);
            }
        }
        return new DataFolder(data.resolve(service.name()), new Owner.OwnService());
    }

    private static DataFolder of(Mount mount, ContainerService service, Path data) {
        Path own = data.resolve(service.name());
        return switch (mount) {
            case Mount.Bind bind -> new DataFolder(bind.source(), new Owner.BoundFolder());
            case Mount.Tmpfs _ -> new DataFolder(own, new Owner.OneRun());
            case Mount.Volume volume -> volume.volume().isEmpty()
                    ? new DataFolder(own, new Owner.OwnService())
                    : new DataFolder(data.resolve(volume.volume()), new Owner.NamedVolume(volume.volume()));
        };
    }

    /// `minio server /somewhere` says where its data is.
    private static List<String> objectTargets(StoreKind kind, List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("/"))
                .findFirst()
                .map(List::of)
                .orElse(kind.dataTargets());
    }
}
