package dev.astra.launch;

/// What a command run beside a service gave.
///
/// @param exit how it ended; a command that took too long was killed
/// @param output the end of what it wrote to stdout and stderr, at most 4 KiB
/// @param timedOut whether it took too long
public record ExecResult(Exit exit, String output, boolean timedOut) {}
