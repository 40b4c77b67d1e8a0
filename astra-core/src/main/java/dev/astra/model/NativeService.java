package dev.astra.model;

import java.util.Optional;

/// A service that is a process of this machine.
///
/// @param build what rebuilds it; none: Astra does not build it
public record NativeService(
        Common common, ProcessSpec process, Hooks hooks, Watch watch, Optional<Build> build, Replacement replacement)
        implements
            Service {
    /// A service that is stopped before its successor starts.
    public NativeService(Common common, ProcessSpec process, Hooks hooks, Watch watch, Optional<Build> build) {
        this(common, process, hooks, watch, build, Replacement.DEFAULT);
    }

    @Override
    public boolean runsLike(Service other) {
        return other instanceof NativeService service && process.equals(service.process)
                && common.healthcheck().equals(service.common.healthcheck());
    }
}
