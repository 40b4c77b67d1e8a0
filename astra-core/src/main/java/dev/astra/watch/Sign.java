package dev.astra.watch;

/// What was seen of a file.
enum Sign {
    /// Somebody who had it open for writing has closed it.
    WRITTEN,
    /// It was renamed to this name, so it came whole.
    ARRIVED,
    /// The name is new; its content may be yet to come.
    CREATED,
    /// The name is gone.
    GONE
}
