package dev.astra.model;

import java.nio.file.Path;

/// A folder of a container that comes from outside it.
public sealed interface Mount {
    /// Where the container sees it: an absolute path.
    String target();

    /// A folder or file of this machine.
    record Bind(Path source, String target, boolean readOnly) implements Mount {}

    /// A named volume.
    ///
    /// @param volume the key under the file's `volumes`; empty: an anonymous volume
    record Volume(String volume, String target, boolean readOnly) implements Mount {}

    /// Memory.
    ///
    /// @param bytes its size; 0: the engine's default
    record Tmpfs(String target, long bytes) implements Mount {}
}
