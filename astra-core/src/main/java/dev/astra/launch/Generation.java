package dev.astra.launch;

/// Which run of a service one is, and which build it runs.
///
/// @param run counts the service's runs from 1, over restarts of Astra too
/// @param good the last run that is known to have become ready, whose files may be wanted again; 0: none
/// @param back whether it runs the files of that run instead of those that are there now
/// @param beside whether the service's run before is alive, and goes on until this one is ready
public record Generation(int run, int good, boolean back, boolean beside) {
    public Generation {
        if (back && good == 0) {
            throw new IllegalArgumentException("nothing to go back to");
        }
    }

    /// One that runs what is there now.
    public static Generation of(int run) {
        return new Generation(run, 0, false, false);
    }
}
