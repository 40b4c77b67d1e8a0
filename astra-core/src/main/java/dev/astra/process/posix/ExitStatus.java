package dev.astra.process.posix;

/// How a child ended, in the system's numbers.
public sealed interface ExitStatus {
    /// @param code 0 to 255
    record Code(int code) implements ExitStatus {}

    record Killed(int signal) implements ExitStatus {}
}
