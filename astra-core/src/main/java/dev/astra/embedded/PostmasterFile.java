package dev.astra.embedded;

import dev.astra.launch.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Postgres' lock file. A server that was killed leaves it behind, and the next one refuses to start when by then the
/// number in it belongs to some other process.
final class PostmasterFile {
    private PostmasterFile() {}

    /// Removes the file unless a server works on the data.
    ///
    /// @throws LaunchException when one does
    static void removeIfStale(Path data) throws IOException, LaunchException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        String pid = Files.readString(file).lines().findFirst().orElse("").strip();
        if (worksOn(pid, data)) {
            throw new LaunchException("the data in " + data + " is in use by another Postgres, pid " + pid
                    + ": stop it first");
        }
        if (Files.isDirectory(Path.of("/proc/self"))) {
            Files.delete(file);
        }
    }

    /// A server's working directory is its data.
    private static boolean worksOn(String pid, Path data) throws IOException {
        Path process = Path.of("/proc", pid);
        if (!pid.matches("\\d+") || !Files.isDirectory(process)) {
            return false;
        }
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath());
        } catch (IOException _) {
            // somebody else's process, or one that has just ended: not this user's server
            return false;
        }
    }
}
