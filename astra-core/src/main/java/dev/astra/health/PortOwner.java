package dev.astra.health;

import java.util.function.BooleanSupplier;

/// Knows which processes hold a socket.
@FunctionalInterface
public interface PortOwner {
    /// Does not know.
    PortOwner ANYBODY = (_, _) -> new Holder.Unknown();

    /// Who holds a listening socket.
    ///
    /// @param run the run's main process
    /// @param inode the socket's, as in `/proc/net/tcp`
    Holder of(long run, long inode);

    /// Who holds a socket.
    sealed interface Holder {
        /// A process of the run.
        ///
        /// @param stillOpen whether that is so now, for the price of a system call
        record Own(BooleanSupplier stillOpen) implements Holder {}

        /// Somebody else.
        ///
        /// @param words such as `` pid 812 `node server.js` ``
        record Stranger(String words) implements Holder {}

        /// Nobody who can be seen: an answer counts.
        record Unknown() implements Holder {}
    }
}
