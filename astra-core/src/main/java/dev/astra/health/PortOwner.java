package dev.astra.health;

import java.util.Optional;

/// Knows which processes hold a socket.
@FunctionalInterface
public interface PortOwner {
    /// Takes every socket for the run's own.
    PortOwner ANYBODY = (_, _) -> Optional.empty();

    /// Who else holds a listening socket.
    ///
    /// @param run the run's main process
    /// @param inode the socket's, as in `/proc/net/tcp`
    /// @return empty when a process of the run's tree holds it, or when nobody can tell; else who does, such as
    /// `` pid 812 `node server.js` ``
    Optional<String> stranger(long run, long inode);
}
