package dev.astra.cli.command;

/// How a command ends, for scripts.
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "the stack failed: a service failed, never became healthy, or a one-shot failed"),
    USAGE(2, "usage or configuration"),
    UNAVAILABLE(3, "the engine or a store can't be had"),
    NO_STACK(4, "no stack is running here"),
    INTERRUPTED(130, "interrupted");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /// In words, as `--help` prints it.
    public String meaning() {
        return meaning;
    }

    /// The one of that number; a number that means nothing here is a failure.
    static ExitCode of(int number) {
        for (ExitCode each : values()) {
            if (each.number == number) {
                return each;
            }
        }
        return FAILED;
    }

    static ExitCode of(boolean done) {
        return done ? DONE : FAILED;
    }
}
