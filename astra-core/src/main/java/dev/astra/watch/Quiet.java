package dev.astra.watch;

import java.time.Duration;

/// How long one output must lie still before it counts as written. None of these is a wait for its own sake: a rename needs none, and
/// otherwise they grow with the pauses this build makes.
enum Quiet {
    /// An archive whose directory, which is written last, is there.
    WHOLE_ARCHIVE(10),
    /// One file that one writer held open while it grew, and then closed.
    STREAMED(5),
    /// One file about as large as before, or new.
    FULL_SIZE(40),
    /// One file clearly smaller than before: probably there is more to come.
    SMALLER(300),
    /// One file that came in pieces, each closed, and is not yet as large as before.
    SHORT_OF_PIECES(1_000),
    /// Several files.
    SEVERAL(100),
    /// Several files, of which some that were there are gone: compilers remove first and write later.
    SOME_GONE(2_000);

    /// A pause within a build is expected to be at most this many times the longest before.
    static final int TIMES_THE_GAP = 3;
    static final Duration LONGEST = Duration.ofSeconds(2);

    private final long nanos;

    Quiet(long millis) {
        nanos = Duration.ofMillis(millis).toNanos();
    }

    long nanos() {
        return nanos;
    }
}
