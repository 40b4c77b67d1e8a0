package dev.astra.embedded;

import java.util.Optional;

/// Asks a store over its own protocol whether it serves.
interface StoreProbe {
    /// Why it does not serve; empty when it does.
    ///
    /// @param timeoutMillis for connecting, and again for each answer
    Optional<String> problem(int timeoutMillis);
}
