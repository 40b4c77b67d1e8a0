package dev.astra.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A folder with an astra.yaml, and where Astra keeps what belongs to it: `.astra` beside the file.
public final class Project {
    /// A Unix socket's address takes 108 bytes on Linux and 104 on macOS, its closing NUL included (unix(7)).
    private static final int LONGEST_SOCKET_PATH = 103;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path file;
    private final Path home;

    private Project(Path file) {
        this.file = file;
        this.home = folder().resolve(".astra");
    }

    /// The project of that file, which need not exist.
    public static Project of(Path file) {
        return new Project(file.toAbsolutePath().normalize());
    }

    public Path file() {
        return file;
    }

    /// The folder of the file.
    public Path folder() {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /// Lock, control socket, recorded processes and Astra's own diagnostics.
    public Path run() {
        return home.resolve("run");
    }

    /// The log store.
    public Path logs() {
        return home.resolve("logs");
    }

    /// What embedded stores keep.
    public Path data() {
        return home.resolve("data");
    }

    /// Astra's own diagnostics.
    public Path diagnostics() {
        return run().resolve("astra.log");
    }

    Path lock() {
        return run().resolve("lock");
    }

    /// The control socket. One whose path would be too long for the system is in the user's runtime folder instead.
    public Path socket() {
        Path near = run().resolve("control.sock");
        if (near.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH) {
            return near;
        }
        String key = UUID.nameUUIDFromBytes(near.toString().getBytes(StandardCharsets.UTF_8)).toString();
        return runtimeFolder(System.getenv()).resolve(key.substring(0, 18) + ".sock");
    }

    private static Path runtimeFolder(Map<String, String> environment) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return runtime.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir"), "astra-" + System.getProperty("user.name"))
                : Path.of(runtime, "astra");
    }

    /// Makes the folders that are missing, for this user alone, and keeps them out of version control.
    ///
    /// @throws IOException also when the socket's folder belongs to somebody else, or a symbolic link stands in the way
    void create() throws IOException {
        refuseLinks();
        boolean fresh = Files.notExists(home);
        makePrivate(home);
        makePrivate(run());
        makePrivate(data());
        if (fresh) {
            Files.writeString(home.resolve(".gitignore"), "*\n");
        }
        Path socketFolder = socket().getParent();
        if (socketFolder != null && !socketFolder.equals(run())) {
            makePrivate(socketFolder);
            if (!Files.getOwner(socketFolder).equals(Files.getOwner(run()))) {
                throw new IOException(socketFolder + " belongs to " + Files.getOwner(socketFolder));
            }
        }
    }

    /// What came with somebody's project must not lead to what is the user's own: Astra writes, empties and removes here.
    ///
    /// @throws IOException when the folder, or anything right below it or its `run`, is a symbolic link
    void refuseLinks() throws IOException {
        refuseLink(home);
        for (Path folder : List.of(home, run())) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                    for (Path each : files) {
                        refuseLink(each);
                    }
                }
            }
        }
    }

    private static void refuseLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new FileSystemException(path.toString(), null, "a symbolic link");
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }
}
