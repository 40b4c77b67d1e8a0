package dev.astra.model;

/// How a running process gives way to a rebuilt one.
///
/// @param rollback whether the last build that was healthy runs again when the new one does not get ready
public record Replacement(Order order, boolean rollback) {
    public static final Replacement DEFAULT = new Replacement(Order.STOP_FIRST, false);

    /// What happens first.
    public enum Order {
        /// The old process is stopped, then the new one starts.
        STOP_FIRST,
        /// The new process starts, and the old one is stopped once the new one is ready.
        READY_FIRST
    }
}
