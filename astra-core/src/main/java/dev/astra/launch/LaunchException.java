package dev.astra.launch;

import org.jspecify.annotations.Nullable;

/// A service could not be started. The message says what was tried, what happened and what to do.
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1;

    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
