package dev.astra.embedded;

import dev.astra.embedded.provision.Folders;
import dev.astra.embedded.provision.Tool;
import dev.astra.launch.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Whom a server runs as, for servers that refuse to be root.
///
/// @param prefix what stands before its command; it replaces itself by the command, so the process stays the same
/// @param owner the user whose its data must be; empty: the caller's, which it is already
record ServerUser(List<String> prefix, OptionalInt owner) {
    /// The number of `nobody` on Linux.
    private static final int NOBODY = 65_534;

    ServerUser {
        prefix = List.copyOf(prefix);
    }

    /// The caller, or where that is root somebody who is not.
    ///
    /// @param mustReach files and folders that the server opens
    static ServerUser notRoot(List<Path> mustReach, String searchPath)
            throws IOException, LaunchException, InterruptedException {
        if (!callerIsRoot()) {
            return new ServerUser(List.of(), OptionalInt.empty());
        }
        Optional<Path> setpriv = Tool.find("setpriv", searchPath);
        Optional<Path> unshare = Tool.find("unshare", searchPath);
        if (setpriv.isPresent() && mustReach.stream().allMatch(ServerUser::openToAll)) {
            return becomeNobody(setpriv.get(), List.of());
        }
        // root's home is closed to others; in a user namespace without a mapping the server is still the owner of
        // root's files, but nothing more, and it sees itself as nobody
        if (unshare.isPresent() && new Tool(Path.of("/"), unshare.get().toString(), "-U", "true").run(10).success()) {
            return new ServerUser(List.of(unshare.get().toString(), "-U", "--"), OptionalInt.of(0));
        }
        if (setpriv.isPresent()) {
            return becomeNobody(setpriv.get(),
                    List.of("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"));
        }
        throw new LaunchException("Postgres refuses to run as root, and neither setpriv nor unshare is there to run it "
                + "as somebody else: install util-linux, or run astra as an ordinary user");
    }

    static boolean callerIsRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getAttribute(self, "unix:uid").equals(0)
                : System.getProperty("user.name", "").equals("root");
    }

    /// The command as this user.
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /// Makes a folder the user's own, where it is not already.
    void take(Path folder) throws IOException {
        if (owner.isPresent() && !Files.getAttribute(folder, "unix:uid").equals(owner.getAsInt())) {
            Folders.giveTo(folder, owner.getAsInt());
        }
    }

    private static ServerUser becomeNobody(Path setpriv, List<String> capabilities) {
        List<String> prefix = new ArrayList<>(List.of(setpriv.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY,
                "--clear-groups"));
        prefix.addAll(capabilities);
        return new ServerUser(prefix, OptionalInt.of(NOBODY));
    }

    /// Whether others may pass through all the folders above.
    private static boolean openToAll(Path path) {
        for (Path folder = path.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            try {
                if (Files.exists(folder)
                        && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }
}
