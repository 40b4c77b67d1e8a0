package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer: run it only if it says so.
///
/// @param started false: somebody else runs it, or it is of an earlier attempt; acknowledge and forget it
/// @param task what to run
/// @param inputs the results of the tasks it comes after
@Json
public record TaskStarted(boolean started, @Nullable Task task, List<Artifact> inputs) {
    public TaskStarted {
        inputs = Field.list(inputs);
    }
}
