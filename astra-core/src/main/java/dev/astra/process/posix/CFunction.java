package dev.astra.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;

/// A function of the C library. Each has the name of its constant in lower case.
///
/// All are called through one handle of six 64-bit words: on the 64-bit systems Astra runs on, an `int` is the lower half of a
/// register, and words too many are ignored. A handle of its own for each function would cost 2 to 10 ms of start-up a piece.
enum CFunction {
    CLOSE, EPOLL_CREATE1, EPOLL_CTL, EPOLL_WAIT, EVENTFD, FCNTL, GETPAGESIZE, GETRLIMIT, GETSID, GRANTPT, IOCTL, KILL,
    OPEN, PIPE, PIPE2,
    POSIX_OPENPT, POSIX_SPAWN, POSIX_SPAWNATTR_DESTROY, POSIX_SPAWNATTR_INIT, POSIX_SPAWNATTR_SETFLAGS,
    POSIX_SPAWNATTR_SETSIGDEFAULT, POSIX_SPAWNATTR_SETSIGMASK, POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP,
    POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP, POSIX_SPAWN_FILE_ACTIONS_ADDDUP2, POSIX_SPAWN_FILE_ACTIONS_ADDOPEN,
    POSIX_SPAWN_FILE_ACTIONS_DESTROY, POSIX_SPAWN_FILE_ACTIONS_INIT, PRCTL, PTSNAME, READ, SETRLIMIT, SIGEMPTYSET,
    SIGFILLSET,
    SETSID, STRERROR, SYSCALL, TCGETATTR, TCSETATTR, UNLOCKPT, WAITID, WAITPID, WRITE;

    private static final int WORDS = 6;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(StructLayout.PathElement.groupElement("errno"));
    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));

    private final MemorySegment address = Linker.nativeLinker()
            .defaultLookup()
            .find(name().toLowerCase(Locale.ROOT))
            .orElse(MemorySegment.NULL);

    /// Whether this system's C library has it.
    boolean exists() {
        return address.address() != 0;
    }

    /// Room for the error of a call, to be used again by a thread that calls often.
    static MemorySegment errorRoom(Arena arena) {
        return arena.allocate(STATE);
    }

    /// Calls it; -1 is an error.
    ///
    /// @throws PosixException with the error's number
    int call(long... words) throws PosixException {
        int result = attempt(words);
        if (result < 0) {
            throw new PosixException(name().toLowerCase(Locale.ROOT), -result);
        }
        return result;
    }

    /// Calls it and gives the negated number of the error where it returns -1.
    int attempt(long... words) {
        try (Arena arena = Arena.ofConfined()) {
            return attempt(errorRoom(arena), Arrays.copyOf(words, WORDS));
        }
    }

    /// The same without a new object. Takes exactly six words.
    int attempt(MemorySegment errorRoom, long[] words) {
        int result = (int) invoke(errorRoom, words);
        return result == -1 ? -(int) ERRNO.get(errorRoom, 0L) : result;
    }

    /// Calls one that returns the error's number itself.
    void callForError(long... words) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            int error = (int) invoke(errorRoom(arena), Arrays.copyOf(words, WORDS));
            if (error != 0) {
                throw new PosixException(name().toLowerCase(Locale.ROOT), error);
            }
        }
    }

    /// Calls one that returns a C string, which is read at once.
    String callForString(long... words) {
        try (Arena arena = Arena.ofConfined()) {
            long result = invoke(errorRoom(arena), Arrays.copyOf(words, WORDS));
            return result == 0 ? "" : MemorySegment.ofAddress(result).reinterpret(Integer.MAX_VALUE).getString(0);
        }
    }

    private long invoke(MemorySegment errorRoom, long[] words) {
        if (!exists()) {
            throw new UnsupportedOperationException("this system has no " + name().toLowerCase(Locale.ROOT));
        }
        try {
            return (long) CALL.invokeExact(address, errorRoom, words[0], words[1], words[2], words[3], words[4],
                    words[5]);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
