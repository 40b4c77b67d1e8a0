package dev.astra.watch;

import dev.astra.model.Watch;
import java.nio.file.Path;
import java.util.List;

/// Which files a watch is about. Immutable.
public final class Outputs {
    private final List<Output> outputs;

    private Outputs(List<Output> outputs) {
        this.outputs = outputs;
    }

    public static Outputs of(Watch watch) {
        return new Outputs(watch.patterns().stream().map(Output::of).toList());
    }

    /// Whether that file is watched.
    public boolean hold(Path file) {
        return outputs.stream().anyMatch(each -> file.startsWith(each.root()) && each.matches(file));
    }

    /// Whether every file in that folder is watched.
    public boolean holdFolder(Path folder) {
        return outputs.stream().anyMatch(each -> each.holds(folder));
    }
}
