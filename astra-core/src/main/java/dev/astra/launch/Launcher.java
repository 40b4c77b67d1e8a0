package dev.astra.launch;

/// Starts services of one kind.
public interface Launcher {
    /// Starts one run of a service and returns once its main process or container runs. Blocks, through downloads and preparation
    /// too; an interrupt gives up and leaves nothing behind. Called on a thread of its own for each launch.
    ///
    /// @throws LaunchException when the service could not be started, with what a person needs to know
    Running launch(Launch launch) throws LaunchException, InterruptedException;
}
