package dev.astra.container;

import dev.astra.model.ImageBuild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// The folder that an image is built from, as the engine wants it: a tar without what `.dockerignore` names, and without what Astra keeps
/// there itself. A Dockerfile that is not in the folder goes along under a name of its own.
final class BuildContext {
    private static final String IGNORE_FILE = ".dockerignore";
    private static final String BROUGHT_ALONG = ".astra.Dockerfile";
    /// Sockets, logs that grow, the stores' data.
    private static final String ASTRAS = ".astra";
    private static final int FOLDER_MODE = 040755;

    private final Path folder;
    private final ImageBuild build;
    private final Path dockerfile;

    BuildContext(ImageBuild build) {
        this.build = build;
        folder = Path.of(build.context());
        dockerfile = folder.resolve(build.dockerfile()).normalize();
    }

    /// Where the Dockerfile is in the tar.
    String dockerfile() {
        return broughtAlong() ? BROUGHT_ALONG : name(dockerfile);
    }

    private boolean broughtAlong() {
        return !build.inlineDockerfile().isEmpty() || !dockerfile.startsWith(folder);
    }

    private String name(Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    /// The tar, from a file that is gone when it is closed.
    ///
    /// @throws IOException also when there is no such folder or Dockerfile
    InputStream open() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        if (build.inlineDockerfile().isEmpty() && !Files.isRegularFile(dockerfile)) {
            throw new IOException("there is no " + dockerfile);
        }
        Path file = Files.createTempFile("astra-build", ".tar");
        try {
            write(file);
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    private void write(Path file) throws IOException {
        IgnoredPaths ignored = ignored();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file),
                StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            if (broughtAlong()) {
                String text = build.inlineDockerfile();
                add(tar, BROUGHT_ALONG, text.isEmpty() ? Files.readString(dockerfile) : text);
                // keeps the engine from copying it into the image
                add(tar, IGNORE_FILE, (ignored.text().isEmpty() ? IGNORE_FILE : ignored.text()) + "\n" + BROUGHT_ALONG
                        + "\n");
            }
            Files.walkFileTree(folder, new Packing(tar, ignored));
        }
    }

    private IgnoredPaths ignored() throws IOException {
        for (Path each : new Path[]{Path.of(dockerfile + IGNORE_FILE), folder.resolve(IGNORE_FILE)}) {
            try {
                return IgnoredPaths.read(Files.readString(each));
            } catch (NoSuchFileException _) {
                continue;
            }
        }
        return IgnoredPaths.read("");
    }

    private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private final class Packing extends SimpleFileVisitor<Path> {
        private final TarArchiveOutputStream tar;
        private final IgnoredPaths ignored;

        Packing(TarArchiveOutputStream tar, IgnoredPaths ignored) {
            this.tar = tar;
            this.ignored = ignored;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
            if (path.equals(folder)) {
                return FileVisitResult.CONTINUE;
            }
            String name = name(path);
            boolean hidden = ignored.contains(name);
            if (name.equals(ASTRAS) || hidden && !ignored.hasExceptions() && !dockerfile.startsWith(path)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!hidden) {
                TarArchiveEntry entry = new TarArchiveEntry(name + "/");
                entry.setMode(FOLDER_MODE);
                put(entry, path, attributes);
                tar.closeArchiveEntry();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            String name = name(path);
            if (ignored.contains(name) && !path.equals(dockerfile) || broughtAlong() && name.equals(IGNORE_FILE)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                entry.setLinkName(Files.readSymbolicLink(path).toString());
                put(entry, path, attributes);
                tar.closeArchiveEntry();
            } else if (attributes.isRegularFile()) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(attributes.size());
                put(entry, path, attributes);
                copy(path, attributes.size());
                tar.closeArchiveEntry();
            }
            return FileVisitResult.CONTINUE;
        }

        private void put(TarArchiveEntry entry, Path path, BasicFileAttributes attributes) throws IOException {
            entry.setModTime(attributes.lastModifiedTime());
            if (!attributes.isSymbolicLink()) {
                entry.setMode(
                        entry.getMode() & ~0777 | mode(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)));
            }
            tar.putArchiveEntry(entry);
        }

        /// The size stands before the bytes: of a file that grows meanwhile, what it was.
        private void copy(Path path, long size) throws IOException {
            byte[] buffer = new byte[64 << 10];
            try (InputStream in = Files.newInputStream(path)) {
                for (long left = size; left > 0;) {
                    int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                    if (count < 0) {
                        throw new IOException(path + " became shorter while it was read");
                    }
                    tar.write(buffer, 0, count);
                    left -= count;
                }
            }
        }

        private static int mode(Set<PosixFilePermission> permissions) {
            int mode = 0;
            for (PosixFilePermission each : permissions) {
                mode |= 0400 >> each.ordinal();
            }
            return mode;
        }
    }
}
