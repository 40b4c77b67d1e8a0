package dev.astra.health;

import dev.astra.launch.Running;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Lets an answer on loopback count only when the run itself holds the listening socket. A socket once known as the run's own is
/// not asked about again: an inode is not reused while the socket lives. Not safe for several threads.
final class PortGuard {
    private static final int REMEMBERED = 64;

    private final Running running;
    private final PortOwner owner;
    private final Set<Long> own = new HashSet<>();

    PortGuard(Running running, PortOwner owner) {
        this.running = running;
        this.owner = owner;
    }

    /// Empty when the answer counts; else why it does not.
    Optional<String> objection(InetSocketAddress answered) {
        OptionalLong pid = running.pid();
        if (pid.isEmpty() || !answered.getAddress().isLoopbackAddress() || owner == PortOwner.ANYBODY) {
            return Optional.empty();
        }
        List<Long> sockets = ListeningSockets.on(answered);
        for (long inode : sockets) {
            if (own.contains(inode)) {
                continue;
            }
            Optional<String> stranger = owner.stranger(pid.getAsLong(), inode);
            if (stranger.isPresent()) {
                return Optional.of("port " + answered.getPort() + " is held by " + stranger.get()
                        + ", not by this service");
            }
            remember(inode, sockets);
        }
        return Optional.empty();
    }

    private void remember(long inode, List<Long> current) {
        if (own.size() >= REMEMBERED) {
            own.retainAll(current);
        }
        own.add(inode);
    }
}
