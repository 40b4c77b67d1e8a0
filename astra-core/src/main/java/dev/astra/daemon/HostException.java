package dev.astra.daemon;

import org.jspecify.annotations.Nullable;

/// Astra can't host a stack here. The message says what was tried, what happened and what to do.
public final class HostException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /// What stood in the way.
    public enum Kind {
        /// Another Astra runs here, or is just beginning or ending.
        TAKEN,
        /// Something else, such as a folder that can't be written.
        HERE,
        /// The engine or a store can't be had.
        ENGINE
    }

    public HostException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
