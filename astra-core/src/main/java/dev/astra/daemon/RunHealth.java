package dev.astra.daemon;

import dev.astra.health.ProbeResult;
import dev.astra.health.Prober;
import dev.astra.health.RunOutput;
import dev.astra.launch.Launch;
import dev.astra.launch.Running;
import dev.astra.log.LogStore;
import dev.astra.model.Healthcheck;
import dev.astra.model.Probe;
import dev.astra.process.SocketHolders;
import dev.astra.supervise.HealthSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Asks after one run with the parts of this process: its output from the log store, the owners of sockets from the system.
final class RunHealth implements HealthSource.RunHealth {
    private final Prober prober;
    private final @Nullable RunBytes output;

    private RunHealth(Prober prober, @Nullable RunBytes output) {
        this.prober = prober;
        this.output = output;
    }

    static HealthSource source(LogStore logs) {
        return (launch, running) -> of(launch, running, logs);
    }

    private static HealthSource.RunHealth of(Launch launch, Running running, LogStore logs) {
        Healthcheck check = launch.service().common().healthcheck().orElseThrow();
        RunBytes output = check.probe() instanceof Probe.Log ? output(launch, logs) : null;
        RunOutput read = output == null ? RunOutput.NONE : output;
        boolean shares = launch.generation().beside();
        return new RunHealth(Prober.forRun(check, running, read, SocketHolders::of, shares), output);
    }

    private static @Nullable RunBytes output(Launch launch, LogStore logs) {
        try {
            return new RunBytes(logs, launch.service().name(), launch.run());
        } catch (IOException _) {
            return null; // the probe then finds no output, and says so
        }
    }

    @Override
    public ProbeResult probe() throws InterruptedException {
        return prober.probe();
    }

    @Override
    public void close() {
        try {
            if (output != null) {
                output.close();
            }
        } catch (IOException _) {
            // only read from: nothing is lost
        }
    }
}
