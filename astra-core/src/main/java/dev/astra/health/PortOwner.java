package dev.astra.health;

import dev.astra.launch.SocketHolder;

/// Knows which processes hold a socket.
@FunctionalInterface
public interface PortOwner {
    /// Does not know.
    PortOwner ANYBODY = (_, _) -> new SocketHolder.Unknown();

    /// Who holds a listening socket.
    ///
    /// @param run the run's main process
    /// @param inode the socket's, as in `/proc/net/tcp`
    SocketHolder of(long run, long inode);
}
