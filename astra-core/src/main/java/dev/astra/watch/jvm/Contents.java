package dev.astra.watch.jvm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Reads entries of jars, each jar opened once. For one thread.
final class Contents implements AutoCloseable {
    private final Map<Path, ZipFile> open = new HashMap<>();

    byte[] read(Piece piece) throws IOException {
        if (Files.isDirectory(piece.place())) {
            return Files.readAllBytes(piece.place().resolve(piece.path()));
        }
        ZipFile zip = open.get(piece.place());
        if (zip == null) {
            zip = new ZipFile(piece.place().toFile());
            open.put(piece.place(), zip);
        }
        ZipEntry entry = zip.getEntry(piece.path());
        if (entry == null) {
            throw new FileNotFoundException(piece.path() + " in " + piece.place());
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        for (ZipFile each : open.values()) {
            try {
                each.close();
            } catch (IOException _) {
                // it was only read
            }
        }
        open.clear();
    }
}
