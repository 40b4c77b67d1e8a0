package dev.astra.launch;

import dev.astra.log.RunLog;
import dev.astra.model.Service;

/// One start of a service.
///
/// @param cause why it is started, such as `restart 2 after: exited 3`; empty: no particular reason
/// @param log takes what it writes. The launcher marks in it where the run begins and ends, and closes it after the last byte
/// @param progress told of long work on the way
public record Launch(Service service, Generation generation, String cause, RunLog log, Progress progress) {
    /// The number of the run.
    public int run() {
        return generation.run();
    }

    /// The same start, of this service.
    public Launch of(Service other) {
        return new Launch(other, generation, cause, log, progress);
    }
}
