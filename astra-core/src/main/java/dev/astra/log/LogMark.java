package dev.astra.log;

import java.time.Instant;

/// A mark in the log of a service.
public record LogMark(String service, int run, Instant time, Mark mark) implements LogEntry {}
