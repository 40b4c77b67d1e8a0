package dev.astra.health;

import dev.astra.launch.Running;
import dev.astra.launch.SocketHolder;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Lets an answer on loopback count only when the run itself holds the listening socket. Where the run is known to hold it, it is only
/// asked whether it still does: nobody else can listen there then, but for those who share the port with it on purpose (SO_REUSEPORT,
/// socket(7)), and for them all sockets are looked at again now and then. Not safe for several threads.
final class PortGuard {
    /// The kernel's table takes a millisecond to read, which is much, once a second and service.
    private static final int PROBES_BETWEEN_LOOKS = 10;

    private final Running running;
    private final PortOwner owner;
    /// Whether others may listen on the same port, as long as the run does, too.
    private final boolean shares;
    /// By inode.
    private Map<Long, BooleanSupplier> own = Map.of();
    private @Nullable InetSocketAddress known;
    private int trusted;

    PortGuard(Running running, PortOwner owner, boolean shares) {
        this.running = running;
        this.owner = owner;
        this.shares = shares;
    }

    /// Empty when the answer counts; else why it does not.
    Optional<String> objection(InetSocketAddress answered) {
        OptionalLong pid = running.pid();
        if (pid.isEmpty() || !answered.getAddress().isLoopbackAddress() || owner == PortOwner.ANYBODY) {
            return Optional.empty();
        }
        if (answered.equals(known) && trusted < PROBES_BETWEEN_LOOKS
                && own.values().stream().allMatch(BooleanSupplier::getAsBoolean)) {
            trusted++;
            return Optional.empty();
        }
        known = null;
        return look(pid.getAsLong(), answered);
    }

    private Optional<String> look(long pid, InetSocketAddress answered) {
        List<Long> sockets = ListeningSockets.on(answered);
        Map<Long, BooleanSupplier> found = new HashMap<>();
        String objection = "";
        for (long inode : sockets) {
            BooleanSupplier before = own.get(inode);
            if (before != null && before.getAsBoolean()) {
                found.put(inode, before);
                continue;
            }
            switch (owner.of(pid, inode)) {
                case SocketHolder.Own(BooleanSupplier stillOpen) -> found.put(inode, stillOpen);
                case SocketHolder.Stranger(String words) ->
                    objection = "port " + answered.getPort() + " is held by " + words + ", not by this service";
                case SocketHolder.Unknown() -> {
                }
            }
        }
        if (!objection.isEmpty() && !(shares && !found.isEmpty())) {
            return Optional.of(objection);
        }
        own = found;
        if (!found.isEmpty() && found.size() == sockets.size()) {
            known = answered;
            trusted = 0;
        }
        return Optional.empty();
    }
}
