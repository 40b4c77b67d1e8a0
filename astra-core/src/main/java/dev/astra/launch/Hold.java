package dev.astra.launch;

/// What keeps a process from going on by itself, though it is alive.
///
/// @param words such as `traced by pid 812 gdb`
public record Hold(Kind kind, String words) {
    /// Who holds it.
    public enum Kind {
        /// A signal, such as SIGSTOP or a terminal's ctrl-z, has stopped it.
        STOPPED,
        /// A debugger traces it and has stopped it.
        TRACED,
        /// A debugger is connected to its JVM. Whether that stands at a breakpoint can't be seen from outside.
        ATTACHED
    }

    /// Whether a person works with it, for whom deadlines wait.
    public boolean byDebugger() {
        return kind != Kind.STOPPED;
    }
}
