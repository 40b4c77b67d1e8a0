package dev.astra.process;

/// One process for good: its number may be given to another, but not together with its start.
///
/// @param start clock ticks since the machine's boot
record ProcessId(long pid, long start) {}
