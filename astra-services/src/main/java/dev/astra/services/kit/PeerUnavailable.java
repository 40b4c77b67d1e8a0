package dev.astra.services.kit;

/// Another service did not answer in time, or answered that it cannot for now.
public final class PeerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    PeerUnavailable(String message) {
        super(message);
    }
}
