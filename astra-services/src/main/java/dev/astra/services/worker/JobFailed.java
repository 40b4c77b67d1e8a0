package dev.astra.services.worker;

/// A task can't be done, for the reason that the message says.
public final class JobFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public JobFailed(String reason) {
        super(reason);
    }

    public JobFailed(String reason, Throwable cause) {
        super(reason, cause);
    }
}
