package dev.astra.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// Listens on the control socket, for this user alone. Each connection is served on a thread of its own, so one that is slow, silent or
/// gone concerns nobody else.
public final class ControlServer implements AutoCloseable {
    /// So many callers at once; a further one waits in the system's queue.
    private static final int MOST_CONNECTIONS = 64;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Path socket;
    private final ServerSocketChannel listener;
    private final CommandRunner runner;
    private final Resources resources;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

    private ControlServer(Path socket, ServerSocketChannel listener, CommandRunner runner, Resources resources) {
        this.socket = socket;
        this.listener = listener;
        this.runner = runner;
        this.resources = resources;
    }

    /// Starts to listen. A socket that an Astra left behind is replaced: whoever calls holds the project's lock.
    ///
    /// @throws IOException when the socket can't be made
    public static ControlServer open(Path socket, CommandRunner runner, Resources resources) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | RuntimeException failed) {
            listener.close();
            throw failed;
        }
        ControlServer server = new ControlServer(socket, listener, runner, resources);
        Thread.ofPlatform().daemon().name("control").start(server::accept);
        return server;
    }

    /// Takes no further callers and removes the socket. To be called while the project's lock is still held.
    public void stopListening() {
        try {
            listener.close();
            Files.deleteIfExists(socket);
        } catch (IOException gone) {
            // somebody removed the folder under our hands: there is nothing left to remove
            return;
        }
    }

    /// Ends all connections. To be called last of all: the callers of what ended the host hear of it by this.
    @Override
    public void close() {
        stopListening();
        connections.forEach(Connection::cancel);
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                free.acquire();
                serve(listener.accept());
            } catch (ClosedChannelException | InterruptedException closed) {
                return;
            } catch (IOException trouble) {
                // such as too many open files: the caller that met it is lost, the next one may fare better
                free.release();
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private void serve(SocketChannel channel) {
        Connection connection = new Connection(channel, runner, resources);
        connections.add(connection);
        Thread.ofPlatform().daemon().name("control connection").start(() -> {
            try {
                connection.serve();
            } finally {
                connections.remove(connection);
                free.release();
            }
        });
    }
}
