package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A worker is done with a task: running → completed, if it is still the one that runs it.
///
/// @param taskId the task
/// @param attempt as dispatched
/// @param worker as it was started by
/// @param artifact stored before this is said
@Json
public record TaskResult(String taskId, int attempt, String worker, Artifact artifact) {
    public TaskResult {
        taskId = Field.required(taskId, "taskId");
        worker = Field.required(worker, "worker");
        artifact = Field.required(artifact, "artifact");
    }
}
