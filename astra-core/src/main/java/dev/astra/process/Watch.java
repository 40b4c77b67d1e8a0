package dev.astra.process;

import dev.astra.process.posix.Descriptor;
import dev.astra.process.posix.InputBuffer;

/// Something to do each time a descriptor has something to read. Called by the drain's thread alone.
interface Watch {
    Descriptor descriptor();

    /// @param buffer to read into
    /// @return whether to go on watching; if not, the descriptor is closed
    boolean ready(InputBuffer buffer);
}
