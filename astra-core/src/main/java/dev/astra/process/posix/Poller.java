package dev.astra.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.Closeable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Tells which of many descriptors have something to read (epoll). [#await(int)] and [#token(int)] are for one thread; the rest for any.
public final class Poller implements Closeable {
    private static final int CLOEXEC = 0x80000;
    private static final int EFD_NONBLOCK = 0x800;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int EPOLLIN = 1;
    private static final int AT_ONCE = 64;
    /// The kernel packs `struct epoll_event` on x86-64 alone.
    private static final int EVENT = Host.X86_64 ? 12 : 16;
    private static final int TOKEN = Host.X86_64 ? 4 : 8;
    private static final long BELL = Long.MIN_VALUE;

    private final Descriptor epoll;
    private final Descriptor bell;
    private final MemorySegment events = Arena.ofAuto().allocate((long) EVENT * AT_ONCE, 8);
    private final MemorySegment errorRoom = CFunction.errorRoom(Arena.ofAuto());
    private final InputBuffer rung = new InputBuffer(8);

    public Poller() throws PosixException {
        epoll = Descriptor.of(CFunction.EPOLL_CREATE1.call(CLOEXEC));
        bell = Descriptor.of(CFunction.EVENTFD.call(0, CLOEXEC | EFD_NONBLOCK));
        add(bell, BELL);
    }

    /// @param token what [#token(int)] says for it; not negative
    public void add(Descriptor descriptor, long token) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT, 8);
            event.set(JAVA_INT_UNALIGNED, 0, EPOLLIN);
            event.set(JAVA_LONG_UNALIGNED, TOKEN, token);
            CFunction.EPOLL_CTL.call(epoll.number(), ADD, descriptor.number(), event.address());
        }
    }

    public void remove(Descriptor descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            CFunction.EPOLL_CTL.attempt(epoll.number(), DELETE, descriptor.number(),
                    arena.allocate(EVENT, 8).address());
        }
    }

    /// Waits until something is ready or [#wake()] is called.
    ///
    /// @param millis how long at most; negative: for ever
    /// @return how many tokens there are
    public int await(int millis) {
        int ready = CFunction.EPOLL_WAIT.attempt(errorRoom,
                new long[]{epoll.number(), events.address(), AT_ONCE, millis, 0, 0});
        return Math.max(0, ready);
    }

    /// The token of what is ready, or a negative number for the bell itself.
    public long token(int index) {
        long token = events.get(JAVA_LONG_UNALIGNED, (long) index * EVENT + TOKEN);
        if (token == BELL) {
            rung.read(bell);
        }
        return token;
    }

    /// Makes the waiting thread, or the next one to wait, return at once.
    public void wake() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocate(8, 8);
            one.set(JAVA_LONG_UNALIGNED, 0, 1);
            CFunction.WRITE.attempt(bell.number(), one.address(), 8);
        }
    }

    @Override
    public void close() {
        bell.close();
        epoll.close();
    }
}
