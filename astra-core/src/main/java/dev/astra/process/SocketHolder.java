package dev.astra.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who holds a socket.
public sealed interface SocketHolder {
    /// A process of the run that was asked for.
    ///
    /// @param descriptor as `/proc/812/fd/7`
    /// @param socket what the descriptor links to, as `socket:[4711]`
    record Own(Path descriptor, String socket) implements SocketHolder {
        /// Whether it still is held there. One system call.
        public boolean isOpen() {
            try {
                return Files.readSymbolicLink(descriptor).toString().equals(socket);
            } catch (IOException gone) {
                return false;
            }
        }
    }

    /// Somebody else.
    ///
    /// @param words such as `` pid 812 `node server.js` ``
    record Stranger(String words) implements SocketHolder {}

    /// Nobody who can be seen.
    record Unknown() implements SocketHolder {}
}
