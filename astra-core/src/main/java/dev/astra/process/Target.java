package dev.astra.process;

import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.ProcessDescriptor;
import java.io.Closeable;
import java.util.Optional;

/// A process held by a handle, and known to be the one that was meant.
record Target(ProcessFacts process, ProcessDescriptor handle) implements Closeable {
    /// Empty when it has ended, even if another has its number by now.
    static Optional<Target> of(ProcessFacts process) throws PosixException {
        Optional<ProcessDescriptor> handle = ProcessDescriptor.open(process.pid());
        if (handle.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProcessFacts> now = ProcessTable.facts(process.pid())
                .filter(facts -> facts.id().equals(process.id()) && !facts.ended());
        if (now.isEmpty()) {
            handle.get().close();
            return Optional.empty();
        }
        return Optional.of(new Target(now.get(), handle.get()));
    }

    @Override
    public void close() {
        handle.close();
    }
}
