package dev.astra.process.posix;

/// Numbers of errors, from `errno.h` of Linux and macOS.
final class Errors {
    static final int NOT_PERMITTED = 1;
    static final int NOT_FOUND = 2;
    static final int NO_PROCESS = 3;
    static final int INTERRUPTED = 4;
    static final int TOO_LONG = 7;
    static final int NO_PROGRAM = 8;
    static final int DENIED = 13;
    static final int AGAIN = Host.LINUX ? 11 : 35;

    private Errors() {}
}
