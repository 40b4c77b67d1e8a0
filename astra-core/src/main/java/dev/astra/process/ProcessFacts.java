package dev.astra.process;

/// What the system tells about a process at one moment.
///
/// @param name of its program, at most 15 characters
/// @param state the letter of `ps`
/// @param cpuMillis processor time, its own and that of children it has waited for
/// @param residentPages memory it has now
record ProcessFacts(
        ProcessId id, String name, char state, long parent, long group, long session, long cpuMillis,
        long residentPages) {
    private static final String ENDED = "ZX";

    long pid() {
        return id.pid();
    }

    /// Whether it has ended, though nobody has asked how yet.
    boolean ended() {
        return ENDED.indexOf(state) >= 0;
    }

    boolean kernelThread() {
        return session == 0 && group == 0;
    }
}
