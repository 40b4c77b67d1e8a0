package dev.astra.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A socket that some process holds.
///
/// @param descriptor as `/proc/812/fd/7`
/// @param socket what the descriptor links to, as `socket:[4711]`
record HeldSocket(Path descriptor, String socket) {
    /// Whether it still is held there. One system call.
    boolean isOpen() {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(socket);
        } catch (IOException gone) {
            return false;
        }
    }
}
