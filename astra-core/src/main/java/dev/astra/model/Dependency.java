package dev.astra.model;

/// A service that another one waits for.
///
/// @param required false: the other starts all the same when this one cannot be had
/// @param restart whether the other is restarted when this one is restarted or replaced
public record Dependency(String service, Condition condition, boolean required, boolean restart) {
    /// What must be true of a dependency before its dependents start.
    public enum Condition {
        SERVICE_STARTED, SERVICE_HEALTHY, SERVICE_COMPLETED_SUCCESSFULLY
    }
}
