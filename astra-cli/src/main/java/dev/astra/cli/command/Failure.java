package dev.astra.cli.command;

import java.util.List;

/// A command can't do what it was asked for. The message says what was tried, what happened and what to do.
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final transient List<String> evidence;

    /// @param evidence lines to be shown below the message, such as the last output of a service
    public Failure(ExitCode code, String message, List<String> evidence) {
        super(message);
        this.code = code;
        this.evidence = List.copyOf(evidence);
    }

    static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, List.of());
    }

    static Failure noStack(Session session) {
        return new Failure(ExitCode.NO_STACK,
                "no stack is running in " + session.project().folder() + ": `astra up` starts it", List.of());
    }

    public ExitCode code() {
        return code;
    }

    public List<String> evidence() {
        return evidence;
    }
}
