package dev.astra.supervise;

import dev.astra.health.ProbeResult;
import dev.astra.launch.Launch;
import dev.astra.launch.Running;

/// Where the supervisor learns how a run is.
@FunctionalInterface
public interface HealthSource {
    /// Prepares the asking after one run of a service that has a healthcheck.
    RunHealth of(Launch launch, Running running);

    /// Asks after one run.
    interface RunHealth extends AutoCloseable {
        /// Asks once; bounded by the healthcheck's timeout. Never called twice at the same time.
        ProbeResult probe() throws InterruptedException;

        /// Lets go of what the asking needs; called when the run is over.
        @Override
        void close();
    }
}
