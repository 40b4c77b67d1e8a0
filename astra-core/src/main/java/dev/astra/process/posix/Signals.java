package dev.astra.process.posix;

import java.util.List;

/// The numbers of signals.
public final class Signals {
    /// In the order of their numbers, from 1.
    private static final List<String> LINUX = List.of("SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT",
            "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM",
            "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
            "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS");
    private static final List<String> MACOS = List.of("SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT",
            "SIGEMT", "SIGFPE", "SIGKILL", "SIGBUS", "SIGSEGV", "SIGSYS", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGURG",
            "SIGSTOP", "SIGTSTP", "SIGCONT", "SIGCHLD", "SIGTTIN", "SIGTTOU", "SIGIO", "SIGXCPU", "SIGXFSZ",
            "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGINFO", "SIGUSR1", "SIGUSR2");
    private static final List<String> NAMES = Host.LINUX ? LINUX : MACOS;

    public static final int TERM = number("SIGTERM");
    public static final int KILL = number("SIGKILL");
    public static final int STOP = number("SIGSTOP");
    public static final int CONT = number("SIGCONT");

    private Signals() {}

    /// 0, which does nothing, for one that this system does not know.
    public static int number(String name) {
        return NAMES.indexOf(name) + 1;
    }

    /// `SIGRTMIN`'s neighbours have no name of their own: `signal 34`.
    public static String name(int number) {
        return number >= 1 && number <= NAMES.size() ? NAMES.get(number - 1) : "signal " + number;
    }
}
