package dev.astra.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.Closeable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/// An open file descriptor of this process, closed in every program it starts. Closing it twice is fine; nobody may use it after.
public final class Descriptor implements Closeable {
    private static final int F_DUPFD_CLOEXEC = Host.LINUX ? 1030 : 67;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = Host.LINUX ? 2048 : 4;
    private static final long FIONREAD = Host.LINUX ? 0x541B : 0x4004667F;
    private static final int FIRST_FREE = 3;

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Descriptor(int number) {
        this.number = number;
    }

    /// Takes a descriptor over. Where this process was started without its three standard streams, a new descriptor may have got one
    /// of their numbers, which a child's own would clash with: it is moved above them.
    static Descriptor of(int number) throws PosixException {
        if (number >= FIRST_FREE) {
            return new Descriptor(number);
        }
        try {
            return new Descriptor(CFunction.FCNTL.call(number, F_DUPFD_CLOEXEC, FIRST_FREE));
        } finally {
            CFunction.CLOSE.attempt(number);
        }
    }

    int number() {
        return number;
    }

    /// Makes reads and writes return at once.
    public void neverWait() throws PosixException {
        int flags = CFunction.FCNTL.call(number, F_GETFL);
        CFunction.FCNTL.call(number, F_SETFL, flags | O_NONBLOCK);
    }

    /// How many bytes are there to read at this moment.
    public int available() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            return CFunction.IOCTL.attempt(number, FIONREAD, count.address()) < 0 ? 0 : count.get(JAVA_INT, 0);
        }
    }

    /// Writes a short text, whole or not at all.
    ///
    /// @throws PosixException when nobody reads, or there is no room
    public void write(String text) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            MemorySegment room = arena.allocate(bytes.remaining());
            room.copyFrom(MemorySegment.ofBuffer(bytes));
            CFunction.WRITE.call(number, room.address(), room.byteSize());
        }
    }

    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            CFunction.CLOSE.attempt(number);
        }
    }
}
