package dev.astra.log;

import java.util.List;

/// What a record of the index is about, and which file its bytes are in.
enum Kind {
    STDOUT("stdout.log"), STDERR("stderr.log"), MARK("marks");

    private static final Kind[] ALL = values();
    static final int COUNT = ALL.length;
    static final List<Kind> STREAMS = List.of(STDOUT, STDERR);

    private final String suffix;

    Kind(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    static Kind at(int ordinal) {
        return ALL[ordinal];
    }

    static Kind of(StandardStream stream) {
        return switch (stream) {
            case STDOUT -> STDOUT;
            case STDERR -> STDERR;
        };
    }

    /// Not for [#MARK].
    StandardStream stream() {
        return this == STDERR ? StandardStream.STDERR : StandardStream.STDOUT;
    }
}
