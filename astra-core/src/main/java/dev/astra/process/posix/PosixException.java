package dev.astra.process.posix;

import java.io.IOException;

/// A call of the operating system failed.
public final class PosixException extends IOException {
    private static final long serialVersionUID = 1;

    private final int error;

    PosixException(String function, int error) {
        super(function + ": " + CFunction.STRERROR.callForString(error));
        this.error = error;
    }

    /// Whether there is no such file, or no such program to interpret it.
    public boolean isNotFound() {
        return error == Errors.NOT_FOUND;
    }

    /// Whether the user lacks the right.
    public boolean isDenied() {
        return error == Errors.DENIED || error == Errors.NOT_PERMITTED;
    }

    /// Whether the file is not a program for this machine.
    public boolean isNoProgram() {
        return error == Errors.NO_PROGRAM;
    }

    /// Whether arguments and environment are too long.
    public boolean isTooLong() {
        return error == Errors.TOO_LONG;
    }
}
