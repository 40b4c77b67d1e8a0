package dev.astra.embedded.provision;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Unpacks a tar archive: files, folders and symbolic links, in POSIX's ustar form with GNU's long names.
/// Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
final class TarArchive {
    private static final int BLOCK = 512;

    private final InputStream input;
    private final Path folder;

    TarArchive(InputStream input, Path folder) {
        this.input = input;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// @throws IOException also when an entry points out of the folder
    void unpack() throws IOException {
        String longName = "";
        byte[] header = new byte[BLOCK];
        while (input.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            long size = Long.parseLong(text(header, 124, 12).strip().isEmpty() ? "0" : text(header, 124, 12).strip(),
                    8);
            String prefix = text(header, 345, 155);
            String name = longName.isEmpty()
                    ? (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100)
                    : longName;
            longName = "";
            switch (header[156]) {
                case 'L' -> longName = new String(content(size), StandardCharsets.UTF_8).replace("\0", "");
                case '5' -> Files.createDirectories(inside(name));
                case '2' -> link(name, text(header, 157, 100));
                case '0', 0 -> file(name, size, Integer.parseInt(text(header, 100, 8).strip(), 8));
                default -> throw new IOException("an entry of kind " + (char) header[156] + ": " + name);
            }
        }
    }

    private void file(String name, long size, int mode) throws IOException {
        Path path = inside(name);
        Files.createDirectories(path.getParent());
        try (OutputStream output = Files.newOutputStream(path)) {
            copy(size, output);
        }
        skip(padding(size));
        boolean executable = (mode & 0111) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private void link(String name, String target) throws IOException {
        Path path = inside(name);
        inside(folder.relativize(path.resolveSibling(target).normalize()).toString());
        Files.createDirectories(path.getParent());
        Files.deleteIfExists(path);
        Files.createSymbolicLink(path, Path.of(target));
    }

    private Path inside(String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("an entry points out of the archive: " + name);
        }
        return path;
    }

    private byte[] content(long size) throws IOException {
        byte[] bytes = input.readNBytes(Math.toIntExact(size));
        skip(padding(size));
        return bytes;
    }

    private void copy(long size, OutputStream output) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = size;
        while (left > 0) {
            int count = input.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("the archive ends too early");
            }
            output.write(buffer, 0, count);
            left -= count;
        }
    }

    private void skip(long count) throws IOException {
        input.skipNBytes(count);
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }
}
