package dev.astra.container;

import dev.astra.launch.LaunchException;
import dev.astra.model.FileMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Secrets and configs as files that can be bound into a container.
///
/// @param folder for those whose text stands in the Compose file or comes from a variable; readable by the user alone
record InlineFiles(Path folder) {
    Path path(String service, FileMount mount) throws LaunchException {
        return switch (mount.content()) {
            case FileMount.Content.FromFile(Path file) -> existing(file, mount);
            case FileMount.Content.Inline(String text) -> write(service, mount, text);
        };
    }

    private static Path existing(Path file, FileMount mount) throws LaunchException {
        if (!Files.exists(file)) {
            throw new LaunchException("the file of the " + mount.kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                    + mount.name() + " is not there: " + file);
        }
        return file;
    }

    private Path write(String service, FileMount mount, String text) throws LaunchException {
        Path file = folder.resolve(service)
                .resolve(mount.kind().name().toLowerCase(java.util.Locale.ROOT) + "-" + mount.name());
        try {
            Files.createDirectories(folder.resolve(service),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(file, text);
            return file;
        } catch (IOException failed) {
            throw new LaunchException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }
}
