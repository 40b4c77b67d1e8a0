package dev.astra.process;

import dev.astra.process.posix.Descriptor;
import dev.astra.process.posix.InputBuffer;
import dev.astra.process.posix.ProcessDescriptor;
import java.util.function.Consumer;

/// Waits for the end of a process.
///
/// @param ended called once, by the drain's thread
record ExitWatch(ProcessDescriptor process, Consumer<InputBuffer> ended) implements Watch {
    @Override
    public Descriptor descriptor() {
        return process.descriptor();
    }

    @Override
    public boolean ready(InputBuffer buffer) {
        ended.accept(buffer);
        return false;
    }
}
