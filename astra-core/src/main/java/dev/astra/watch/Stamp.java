package dev.astra.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the file system says of a file without reading it. While it stays the same, so does the content, unless two writes
/// fall into one tick of the file system's clock; an event tells of those.
record Stamp(long size, long modifiedNanos, Object identity) {
    /// Empty when there is no such file, or it is none that holds bytes.
    static Optional<Stamp> of(Path file) {
        try {
            return of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static Optional<Stamp> of(BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        Object key = attributes.fileKey();
        return Optional.of(new Stamp(attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), key == null ? "" : key));
    }
}
