package dev.astra.process;

import dev.astra.log.StandardStream;
import java.nio.ByteBuffer;

/// Takes what a process writes, on the drain's thread.
@FunctionalInterface
interface Sink {
    /// @param bytes direct; valid during the call
    void take(StandardStream stream, ByteBuffer bytes);
}
