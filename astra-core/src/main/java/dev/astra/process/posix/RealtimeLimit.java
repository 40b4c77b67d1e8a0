package dev.astra.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/// The limit on the time that a real-time process may run without a pause (`RLIMIT_RTTIME`, in µs; Linux alone).
public final class RealtimeLimit {
    private static final int RLIMIT_RTTIME = 15;

    private RealtimeLimit() {}

    /// This process's hard limit, [Long#MAX_VALUE] for none; empty where there is no such limit.
    public static OptionalLong hard() {
        if (!Host.LINUX) {
            return OptionalLong.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(JAVA_LONG, 2);
            if (CFunction.GETRLIMIT.attempt(RLIMIT_RTTIME, limits.address()) < 0) {
                return OptionalLong.empty();
            }
            long hard = limits.getAtIndex(JAVA_LONG, 1);
            return OptionalLong.of(hard < 0 ? Long.MAX_VALUE : hard);
        }
    }

    /// Sets this process's soft and hard limit, which programs it starts inherit. Only root can ever raise it again.
    ///
    /// @return whether the system let us
    public static boolean set(long micros) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(JAVA_LONG, 2);
            limits.setAtIndex(JAVA_LONG, 0, micros);
            limits.setAtIndex(JAVA_LONG, 1, micros);
            return CFunction.SETRLIMIT.attempt(RLIMIT_RTTIME, limits.address()) == 0;
        }
    }
}
