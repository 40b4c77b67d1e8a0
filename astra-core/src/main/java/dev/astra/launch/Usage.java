package dev.astra.launch;

import java.time.Duration;

/// What a run has used, its whole process tree taken together.
///
/// @param cpu processor time since it started
/// @param memoryBytes resident memory now
public record Usage(Duration cpu, long memoryBytes) {}
