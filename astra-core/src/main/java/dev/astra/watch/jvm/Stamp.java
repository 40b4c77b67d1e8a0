package dev.astra.watch.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/// What the file system says of a file without reading it.
///
/// @param changed when anything of it was changed last, its name included: nobody can set that back
/// @param identity the same for as long as it is the same file, whatever is written to it
record Stamp(long size, FileTime modified, FileTime changed, String identity) {
    static final Stamp NONE = new Stamp(-1, FileTime.fromMillis(0), FileTime.fromMillis(0), "");

    static Stamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.size(), attributes.lastModifiedTime(),
                (FileTime) Files.getAttribute(file, "unix:ctime"), String.valueOf(attributes.fileKey()));
    }

    /// Of a folder, where the latest file in it was changed then.
    static Stamp ofFolder(FileTime changed) {
        return new Stamp(-1, changed, changed, "");
    }

    /// Of a file that nobody writes to.
    Stamp ofCopy() {
        return new Stamp(size, modified, FileTime.fromMillis(0), "");
    }

    boolean isOfFolder() {
        return size < 0;
    }

    /// Whether it is the same file, and somebody has written to it since.
    boolean overwrittenBy(Stamp now) {
        return identity.equals(now.identity) && (size != now.size || !modified.equals(now.modified));
    }
}
