package dev.astra.watch;

/// The system can observe no more folders. The message says which limit and how to raise it.
final class WatchLimitException extends Exception {
    private static final long serialVersionUID = 1;

    WatchLimitException(String message) {
        super(message);
    }
}
