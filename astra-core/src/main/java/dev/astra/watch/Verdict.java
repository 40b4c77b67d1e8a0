package dev.astra.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What a look at outputs gave.
sealed interface Verdict {
    /// Not finished; another look is worth it then.
    ///
    /// @param nanoTime as of [System#nanoTime()]
    record LookAgain(long nanoTime) implements Verdict {}

    /// Not finished, and only an event can change that.
    record Hold() implements Verdict {}

    /// Finished, and nothing has changed.
    record Same() implements Verdict {}

    /// Finished.
    ///
    /// @param made those of the files that were not there before
    record Changed(List<Path> files, Set<Path> made) implements Verdict {}
}
