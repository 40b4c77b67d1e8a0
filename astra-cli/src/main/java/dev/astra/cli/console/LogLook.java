package dev.astra.cli.console;

/// How log lines look.
///
/// @param terminal whether a person's terminal shows them: control sequences of services are then made harmless.
///        Otherwise every byte of a line is passed on as it was written
/// @param readable whether lines in JSON are made readable
/// @param colour whether names are coloured
/// @param names whether each line begins with its service's name
/// @param timestamps whether the time of capture comes before each line
/// @param marks whether beginnings and ends of runs are shown too; a gap always is
public record LogLook(
        boolean terminal, boolean readable, boolean colour, boolean names, boolean timestamps, boolean marks) {
    /// The bytes of the services and nothing else.
    public static final LogLook RAW = new LogLook(false, false, false, false, false, false);

    /// Whether each line stays as its service wrote it, so that nobody needs to look at it.
    public boolean asWritten() {
        return !terminal && !readable;
    }
}
