package dev.astra.watch;

import java.nio.file.Path;

/// Something happened to a file or folder.
sealed interface FileEvent {
    /// A name in an observed folder.
    ///
    /// @param path with no symlink in its folder
    /// @param folder whether the name is a folder's
    record Entry(Path path, Sign sign, boolean folder) implements FileEvent {}

    /// An observed folder is not where it was, or no longer.
    record Displaced(Path folder) implements FileEvent {}

    /// Events may have been lost, or there are none to be had: everything must be looked at.
    record Unknown() implements FileEvent {}
}
