package dev.astra.process.posix;

/// A session of this process's own, without a terminal.
public final class OwnSession {
    private OwnSession() {}

    /// Leaves the session and the terminal this process was started in. Nothing happens where it leads a group already, which is so in a
    /// session of its own (setsid(2)).
    public static void begin() {
        CFunction.SETSID.attempt();
    }
}
