package dev.astra.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.Closeable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Two descriptors: what is written to one is read from the other.
public record Pipe(Descriptor reader, Descriptor writer) implements Closeable {
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;
    private static final int F_SETPIPE_SZ = 1031;

    public static Pipe open() throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(JAVA_INT, 2);
            if (CFunction.PIPE2.exists()) {
                CFunction.PIPE2.call(both.address(), O_CLOEXEC);
            } else {
                CFunction.PIPE.call(both.address());
                CFunction.FCNTL.call(both.getAtIndex(JAVA_INT, 0), F_SETFD, FD_CLOEXEC);
                CFunction.FCNTL.call(both.getAtIndex(JAVA_INT, 1), F_SETFD, FD_CLOEXEC);
            }
            return new Pipe(Descriptor.of(both.getAtIndex(JAVA_INT, 0)), Descriptor.of(both.getAtIndex(JAVA_INT, 1)));
        }
    }

    /// Makes it hold more before a writer has to wait, where the system lets this user have it.
    public void widen(int bytes) {
        if (Host.LINUX) {
            CFunction.FCNTL.attempt(writer.number(), F_SETPIPE_SZ, bytes);
        }
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
