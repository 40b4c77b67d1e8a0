package dev.astra.services.kit;

/// A store did not answer, or refused what it was asked. Answered with 503, so that a caller tries again.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(String store, Throwable cause) {
        super(store + ": " + cause.getMessage(), cause);
    }
}
