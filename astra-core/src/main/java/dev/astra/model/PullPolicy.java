package dev.astra.model;

import java.time.Duration;

/// When an image is pulled.
///
/// @param age of the last pull after which it is pulled again; only of EVERY
public record PullPolicy(Mode mode, Duration age) {
    public static final PullPolicy MISSING = new PullPolicy(Mode.MISSING, Duration.ZERO);

    /// Compose's words for it.
    public enum Mode {
        ALWAYS, NEVER, MISSING, BUILD, EVERY
    }
}
