package dev.astra.control;

/// What a service costs at the moment, its whole process tree taken together.
///
/// @param cpuPercent of one core
/// @param memoryBytes resident
public record Load(double cpuPercent, long memoryBytes) {}
