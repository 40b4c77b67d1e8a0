package dev.astra.launch;

import java.util.function.BooleanSupplier;

/// Who holds a socket.
public sealed interface SocketHolder {
    /// A process of the run that was asked for.
    ///
    /// @param stillOpen whether that is so now, for the price of a system call
    record Own(BooleanSupplier stillOpen) implements SocketHolder {}

    /// Somebody else.
    ///
    /// @param words such as `` pid 812 `node server.js` ``
    record Stranger(String words) implements SocketHolder {}

    /// Nobody who can be seen: an answer counts.
    record Unknown() implements SocketHolder {}
}
