package dev.astra.process.posix;

import java.io.Closeable;
import java.util.Optional;

/// A handle on one process that stays this process's, whatever becomes of its number (a pidfd).
///
/// @param descriptor has something to read once the process has ended
public record ProcessDescriptor(Descriptor descriptor) implements Closeable {
    /// The same on every architecture.
    private static final int PIDFD_SEND_SIGNAL = 424;
    private static final int PIDFD_OPEN = 434;

    /// Empty when there is no such process.
    ///
    /// @throws PosixException when the system has none to give
    public static Optional<ProcessDescriptor> open(long pid) throws PosixException {
        int number = CFunction.SYSCALL.attempt(PIDFD_OPEN, pid, 0);
        if (number == -Errors.NO_PROCESS) {
            return Optional.empty();
        }
        if (number < 0) {
            throw new PosixException("pidfd_open", -number);
        }
        return Optional.of(new ProcessDescriptor(Descriptor.of(number)));
    }

    /// Sends a signal to the process alone. Nothing happens when it has ended, or the user may not.
    public void signal(int signal) {
        CFunction.SYSCALL.attempt(PIDFD_SEND_SIGNAL, descriptor.number(), signal, 0, 0);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
