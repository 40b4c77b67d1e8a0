package dev.astra.process;

import java.util.Optional;

/// Tells whose a socket is.
public final class SocketHolders {
    private SocketHolders() {}

    /// Who holds a socket that is not held by the run.
    ///
    /// @param run the run's main process
    /// @param inode the socket's, as in `/proc/net/tcp`
    /// @return empty when a process of the run holds it, or when nobody can be seen to; else such as `` pid 812 `node server.js` ``
    public static Optional<String> stranger(long run, long inode) {
        String socket = "socket:[" + inode + "]";
        Optional<String> stranger = Optional.empty();
        for (ProcessFacts process : ProcessTable.scan()) {
            if (PortHolders.sockets(process.pid()).contains(socket)) {
                if (process.session() == run || sameRun(process.pid(), run)) {
                    return Optional.empty();
                }
                stranger = Optional.of("pid %d `%s`".formatted(process.pid(), ProcessTable.command(process)));
            }
        }
        return stranger;
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
