package dev.astra.watch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;

/// A function of Linux's C library; each has the name of its constant in lower case. All are called through one handle of four
/// 64-bit words, as the 64-bit calling conventions of Linux allow: a handle each would cost milliseconds of start-up a piece.
enum LinuxCall {
    INOTIFY_INIT1, INOTIFY_ADD_WATCH, INOTIFY_RM_WATCH, EVENTFD, POLL, READ, WRITE, OPEN, CLOSE, FCNTL;

    static final int CLOSE_ON_EXEC = 0x80000;
    static final int NON_BLOCKING = 0x800;
    static final int TRY_AGAIN = 11;
    static final int NOT_A_FOLDER = 20;
    static final int NOT_FOUND = 2;
    static final int NO_ROOM = 28;
    static final int TOO_MANY_FILES = 24;

    private static final int WORDS = 4;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));

    private final MemorySegment address = Linker.nativeLinker()
            .defaultLookup()
            .find(name().toLowerCase(Locale.ROOT))
            .orElseThrow();

    /// What the function returns, or the negated number of the error.
    int call(long... words) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long[] all = Arrays.copyOf(words, WORDS);
            int result = (int) (long) CALL.invokeExact(address, state, all[0], all[1], all[2], all[3]);
            return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
