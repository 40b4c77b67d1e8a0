package dev.astra.watch.jvm;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lists jars and folders of class paths, each again only when it has changed. For one thread.
final class Places {
    private final Map<Key, Place> jars = new HashMap<>();
    private final Map<Path, Known> files = new HashMap<>();

    private record Key(Path jar, int release) {}

    private record Known(Stamp stamp, long key) {}

    /// What is there now; nothing when it is missing, as for the class loader.
    ///
    /// @param release of Java, which chooses among the versions in a multi-release jar
    /// @throws IOException when it can't be read, as in the midst of a copy
    Place list(Path path, int release) throws IOException {
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        if (Files.notExists(path)) {
            return Place.NOTHING;
        }
        Key key = new Key(path, release);
        Place known = jars.get(key);
        Stamp stamp = Stamp.of(path);
        if (known == null || !known.stamp().equals(stamp)) {
            known = JarListing.of(path, release, stamp);
            jars.put(key, known);
        }
        return known;
    }

    private Place folder(Path folder) throws IOException {
        Map<String, Piece> entries = new HashMap<>();
        FileTime[] latest = {FileTime.fromMillis(0)};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (JarListing.matters(name)) {
                    Stamp stamp = Stamp.of(file);
                    latest[0] = latest[0].compareTo(stamp.changed()) < 0 ? stamp.changed() : latest[0];
                    entries.put(name, new Piece(folder, name, key(file, stamp)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new Place(Stamp.ofFolder(latest[0]), entries, 0, List.of());
    }

    private long key(Path file, Stamp stamp) throws IOException {
        Known known = files.get(file);
        if (known == null || !known.stamp.equals(stamp)) {
            known = new Known(stamp, Checksum.of(Files.readAllBytes(file)));
            files.put(file, known);
        }
        return known.key;
    }
}
