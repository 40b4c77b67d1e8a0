package dev.astra.control;

/// A request that can't be answered as asked.
final class HttpProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;

    HttpProblem(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
