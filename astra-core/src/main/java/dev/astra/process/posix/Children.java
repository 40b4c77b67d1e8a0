package dev.astra.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;

/// The children of this process. Each is asked for by its number: `java.lang.Process` waits for its own children, and taking one of
/// them would leave it waiting for ever.
public final class Children {
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int ANY = 0;
    private static final int BY_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = Host.LINUX ? 0x1000000 : 0x20;
    private static final int SIGINFO = 128;
    private static final int CODE = 8;
    private static final int PID = Host.LINUX ? 16 : 12;
    private static final int STATUS = Host.LINUX ? 24 : 20;
    private static final int CLD_EXITED = 1;

    private Children() {}

    /// Makes every process whose parents are gone a child of this process, instead of the system's first one.
    public static void adoptOrphans() {
        if (Host.LINUX) {
            CFunction.PRCTL.attempt(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
        }
    }

    /// How a child ended; empty while it lives. It stays a zombie, and so its number stays its own, until it is [reaped][#reap(int)].
    ///
    /// @throws PosixException when it is no child of this process
    public static Optional<ExitStatus> status(int pid) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO, 8);
            CFunction.WAITID.call(BY_PID, pid, info.address(), WEXITED | WNOHANG | WNOWAIT);
            if (info.get(JAVA_INT, PID) == 0) {
                return Optional.empty();
            }
            int status = info.get(JAVA_INT, STATUS);
            boolean exited = info.get(JAVA_INT, CODE) == CLD_EXITED;
            return Optional.of(exited ? new ExitStatus.Code(status) : new ExitStatus.Killed(status));
        }
    }

    /// Some child that has ended and that nobody has reaped yet.
    public static OptionalInt anyZombie() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO, 8);
            int failed = CFunction.WAITID.attempt(ANY, 0, info.address(), WEXITED | WNOHANG | WNOWAIT);
            int pid = failed < 0 ? 0 : info.get(JAVA_INT, PID);
            return pid == 0 ? OptionalInt.empty() : OptionalInt.of(pid);
        }
    }

    /// Lets go of a child that has ended. Nothing happens to one that lives.
    public static void reap(int pid) {
        CFunction.WAITPID.attempt(pid, 0, WNOHANG);
    }

    /// Sends a signal to a process group. Only right for a group that is known to be there still.
    public static void signalGroup(int group, int signal) {
        CFunction.KILL.attempt(-group, signal);
    }

    /// The session of a process, this one's for 0; -1 when there is no such process.
    public static int session(long pid) {
        return Math.max(-1, CFunction.GETSID.attempt(pid));
    }
}
