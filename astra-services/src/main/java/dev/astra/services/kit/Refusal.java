package dev.astra.services.kit;

/// A request that is answered with an error: thrown by a handler, turned into a JSON body `{"error": …, "hint": …}` by the
/// door, and thrown again by [Peer] in the service that asked.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String hint;
    private final int retryAfter;

    /// @param status the HTTP status, 400 to 599
    /// @param hint what the caller can do about it
    public Refusal(int status, String message, String hint) {
        this(status, message, hint, 0);
    }

    private Refusal(int status, String message, String hint, int retryAfter) {
        super(message);
        this.status = status;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    /// There is no such thing.
    public static Refusal notFound(String what) {
        return new Refusal(404, "there is no " + what, "check the id");
    }

    /// Too much was asked for, for so many seconds.
    public static Refusal tooMany(String message, int seconds) {
        return new Refusal(429, message, "try again in " + seconds + " seconds", seconds);
    }

    public int status() {
        return status;
    }

    public String hint() {
        return hint;
    }

    /// Seconds after which it may be asked again; 0 when nothing is known about that.
    int retryAfter() {
        return retryAfter;
    }

    /// What goes over the wire.
    Problem problem() {
        return new Problem(String.valueOf(getMessage()), hint);
    }
}
