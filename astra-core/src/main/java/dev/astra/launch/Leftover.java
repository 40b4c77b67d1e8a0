package dev.astra.launch;

/// A process of a run that was still alive after its main process had ended.
///
/// @param command its command line
/// @param killed whether it needed SIGKILL
public record Leftover(long pid, String command, boolean killed) {}
