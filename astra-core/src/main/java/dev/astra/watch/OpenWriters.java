package dev.astra.watch;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;

/// Whether somebody has a file open for writing. Linux knows: it grants a read lease (fcntl(2), F_SETLEASE) on a file only when
/// nobody has. The lease is given back at once; the signal of a breach in between is turned into one that is ignored.
final class OpenWriters {
    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");
    private static final int SET_SIGNAL = 10;
    private static final int SET_LEASE = 1024;
    private static final int READ_LEASE = 0;
    private static final int NO_LEASE = 2;
    private static final int SIGURG = 23;

    private OpenWriters() {}

    /// Empty when the system does not tell: on other systems, on some file systems, and for the files of other users.
    static Optional<Boolean> has(Path file) {
        if (!LINUX) {
            return Optional.empty();
        }
        int descriptor;
        try (Arena arena = Arena.ofConfined()) {
            descriptor = LinuxCall.OPEN.call(arena.allocateFrom(file.toString()).address(),
                    LinuxCall.CLOSE_ON_EXEC | LinuxCall.NON_BLOCKING);
        }
        if (descriptor < 0) {
            return Optional.empty();
        }
        try {
            if (LinuxCall.FCNTL.call(descriptor, SET_SIGNAL, SIGURG) < 0) {
                return Optional.empty();
            }
            int lease = LinuxCall.FCNTL.call(descriptor, SET_LEASE, READ_LEASE);
            if (lease == 0) {
                LinuxCall.FCNTL.call(descriptor, SET_LEASE, NO_LEASE);
                return Optional.of(false);
            }
            return lease == -LinuxCall.TRY_AGAIN ? Optional.of(true) : Optional.empty();
        } finally {
            LinuxCall.CLOSE.call(descriptor);
        }
    }
}
