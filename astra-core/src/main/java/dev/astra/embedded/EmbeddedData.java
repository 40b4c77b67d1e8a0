package dev.astra.embedded;

import dev.astra.embedded.provision.Folders;
import dev.astra.model.ContainerService;
import dev.astra.model.NamedResource;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The data of embedded stores: a folder a named volume, or a service where its volume has no name.
public final class EmbeddedData {
    private EmbeddedData() {}

    /// Removes what the stack's stores keep, as `down -v` does; nothing of it may be running. External volumes stay, as do
    /// folders of the user's that are bound into a container.
    ///
    /// @param data the stack's `.astra/data`
    /// @return the names of what was removed
    public static List<String> remove(Stack stack, Path data) throws IOException {
        List<String> removed = new ArrayList<>();
        for (Service service : stack.services().values()) {
            Optional<DataFolder> folder = folder(service, data);
            if (folder.isPresent() && removable(folder.get(), stack) && Files.exists(folder.get().path())) {
                Folders.delete(folder.get().path());
                removed.add(folder.get().path().getFileName().toString());
            }
        }
        return removed;
    }

    private static Optional<DataFolder> folder(Service service, Path data) {
        if (!(service instanceof ContainerService container)) {
            return Optional.empty();
        }
        return StoreKind.of(container.container().image())
                .flatMap(kind -> ServerCommand.of(container.container(), kind)
                        .map(command -> DataFolder.of(container, kind, command.arguments(), data)));
    }

    private static boolean removable(DataFolder folder, Stack stack) {
        return switch (folder.owner()) {
            case DataFolder.Owner.OwnService(),DataFolder.Owner.OneRun() -> true;
            case DataFolder.Owner.BoundFolder() -> false;
            case DataFolder.Owner.NamedVolume(String volume) ->
                !Optional.ofNullable(stack.resources().volumes().get(volume))
                        .map(NamedResource::external)
                        .orElse(false);
        };
    }
}
