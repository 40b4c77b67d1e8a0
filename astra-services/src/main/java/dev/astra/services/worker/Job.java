package dev.astra.services.worker;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Task;
import java.util.List;

/// What a worker does with a task that it has started. Called by many threads at once.
public interface Job {
    /// The task's result, which lies in object storage when this returns. It may be called again for the same attempt.
    /// @param inputs the results of the tasks it comes after
    /// @throws JobFailed when the task can't be done; it is tried again as a new attempt
    Artifact run(Task task, List<Artifact> inputs) throws JobFailed, InterruptedException;
}
