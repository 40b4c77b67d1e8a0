package dev.astra.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A POSIX signal by its name; its number is the system's affair.
///
/// @param name with the prefix, such as `SIGTERM`
public record Signal(String name) {
    /// The names that `kill -l` lists on Linux, real-time signals aside.
    private static final Set<String> KNOWN = Set.of("SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT",
            "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM",
            "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
            "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS");

    public static final Signal TERM = new Signal("SIGTERM");
    public static final Signal KILL = new Signal("SIGKILL");
    public static final Signal INT = new Signal("SIGINT");
    public static final Signal CONT = new Signal("SIGCONT");
    public static final Signal HUP = new Signal("SIGHUP");

    public Signal {
        if (!KNOWN.contains(name)) {
            throw new IllegalArgumentException("no signal " + name);
        }
    }

    /// Reads a name with or without its prefix, in any case; empty when there is no such signal.
    public static Optional<Signal> parse(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String full = upper.startsWith("SIG") ? upper : "SIG" + upper;
        return KNOWN.contains(full) ? Optional.of(new Signal(full)) : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
