package dev.astra.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;

/// Ends a container that another is to stand in for.
record Replacing(Engine engine) {
    /// Its own stop signal, and SIGKILL after the grace.
    void stop(InspectContainerResponse container, Duration grace) {
        if (!Boolean.TRUE.equals(container.getState().getRunning())) {
            return;
        }
        try {
            var _ = engine.streams()
                    .stopContainerCmd(container.getId())
                    .withTimeout((int) Math.max(1, grace.toSeconds()))
                    .exec();
        } catch (DockerException _) {
            return; // its removal kills it
        }
    }
}
