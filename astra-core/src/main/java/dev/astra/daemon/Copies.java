package dev.astra.daemon;

import dev.astra.embedded.provision.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies of files as they were when runs were started, each content once. A set of them is a folder in which each file is where it is
/// from `/` on, so that what they say of each other by relative paths stays true. Safe for use by several threads.
final class Copies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private static final int ATTEMPTS = 3;
    private static final Path TOP = Path.of("/");

    private final Path folder;
    private final Map<String, Copy> sets = new HashMap<>();

    /// @param folder is emptied; this object must be the only one that uses it
    Copies(Path folder) throws IOException {
        this.folder = folder;
        Folders.delete(folder);
        Files.createDirectory(folder, PosixFilePermissions
                .asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// A set of copies. Immutable.
    ///
    /// @param files by where they were copied from, what they were then
    /// @param beside files and folders that are not copied, but found beside the copies too
    record Copy(Path root, SequencedMap<Path, String> files, Set<Path> beside) {
        /// Where to find what was there.
        Path of(Path original) {
            return files.containsKey(original) || beside.contains(original) ? place(root, original) : original;
        }

        /// Where what is there was copied from.
        Path original(Path place) {
            return place.startsWith(root) ? TOP.resolve(root.relativize(place)) : place;
        }

        private static Path place(Path root, Path original) {
            return root.resolve(TOP.relativize(original));
        }
    }

    /// Copies files as they are now, unless that has been done.
    ///
    /// @param files absolute
    /// @param beside what else is to be found from the copies
    /// @throws IOException when a file can't be read, or there is no room
    synchronized Copy take(Set<Path> files, Set<Path> beside) throws IOException {
        SequencedMap<Path, String> marks = marks(files);
        for (int attempt = 1;; attempt++) {
            String name = UUID
                    .nameUUIDFromBytes(
                            (marks + " " + beside.stream().sorted().toList()).getBytes(StandardCharsets.UTF_8))
                    .toString();
            Copy known = sets.get(name);
            if (known != null) {
                return known;
            }
            Copy copy = new Copy(folder.resolve(name), marks, Set.copyOf(beside));
            make(copy);
            SequencedMap<Path, String> after = marks(files);
            if (after.equals(marks) || attempt == ATTEMPTS) {
                sets.put(name, copy);
                return copy;
            }
            Folders.delete(copy.root);
            marks = after;
        }
    }

    /// Removes all copies but these.
    synchronized void retain(Set<Copy> wanted) {
        sets.values().removeIf(copy -> {
            if (wanted.contains(copy)) {
                return false;
            }
            try {
                Folders.delete(copy.root);
            } catch (IOException failed) {
                LOG.warn("a copy that nobody needs can't be removed", failed);
            }
            return true;
        });
    }

    private void make(Copy copy) throws IOException {
        try {
            for (Map.Entry<Path, String> each : copy.files.entrySet()) {
                Path target = prepared(copy, each.getKey());
                Path twin = twin(each.getKey(), each.getValue());
                if (twin == null) {
                    Files.copy(each.getKey(), target, StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    Files.createLink(target, twin);
                }
            }
            for (Path each : copy.beside) {
                Files.createSymbolicLink(prepared(copy, each), each);
            }
        } catch (IOException failed) {
            Folders.delete(copy.root);
            throw failed;
        }
    }

    private static Path prepared(Copy copy, Path original) throws IOException {
        Path target = Copy.place(copy.root, original);
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return target;
    }

    private @Nullable Path twin(Path original, String mark) {
        return sets.values()
                .stream()
                .filter(each -> mark.equals(each.files.get(original)))
                .map(each -> each.of(original))
                .findFirst()
                .orElse(null);
    }

    /// What the file system says of files: any change of a content changes that too.
    private static SequencedMap<Path, String> marks(Set<Path> files) throws IOException {
        SequencedMap<Path, String> marks = new TreeMap<>();
        for (Path each : files) {
            marks.put(each, new TreeMap<>(Files.readAttributes(each, "unix:size,lastModifiedTime,ctime,ino,dev"))
                    .toString());
        }
        return marks;
    }

    /// Removes everything.
    @Override
    public synchronized void close() {
        retain(Set.of());
    }
}
