package dev.astra.process;

import dev.astra.launch.SocketHolder;
import java.util.Optional;
import java.util.Set;

/// Tells whose a socket is.
public final class SocketHolders {
    private SocketHolders() {}

    /// Who holds a socket: the run, when one of its processes does.
    ///
    /// @param run the run's main process
    /// @param inode the socket's, as in `/proc/net/tcp`
    public static SocketHolder of(long run, long inode) {
        String socket = PortHolders.socket(String.valueOf(inode));
        SocketHolder found = new SocketHolder.Unknown();
        for (ProcessFacts process : ProcessTable.scan()) {
            Optional<HeldSocket> held = PortHolders.descriptor(process.pid(), Set.of(socket));
            if (held.isPresent()) {
                if (process.session() == run || sameRun(process.pid(), run)) {
                    return new SocketHolder.Own(held.get()::isOpen);
                }
                found = new SocketHolder.Stranger(
                        "pid %d `%s`".formatted(process.pid(), ProcessTable.command(process)));
            }
        }
        return found;
    }

    private static boolean sameRun(long one, long other) {
        Optional<String> mark = mark(one);
        return mark.isPresent() && mark.equals(mark(other));
    }

    private static Optional<String> mark(long pid) {
        for (String each : ProcessTable.environment(pid).orElse("").split("\0")) {
            if (each.startsWith(Instance.VARIABLE + "=")) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
