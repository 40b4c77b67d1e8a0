package dev.astra.model;

import java.util.List;
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

    /// The same, started by another command.
    public NativeService startedBy(List<String> command) {
        ProcessSpec other = new ProcessSpec(command, process.workingDirectory(), process.environment(),
                process.inheritEnvironment(), process.tty());
        return new NativeService(common, other, hooks, watch, build, replacement);
    }
}
