package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A worker could not do a task: running → failed, if it is still the one that runs it.
///
/// @param taskId the task
/// @param attempt as dispatched
/// @param worker as it was started by
/// @param reason in words
@Json
public record TaskFailure(String taskId, int attempt, String worker, String reason) {
    public TaskFailure {
        taskId = Field.required(taskId, "taskId");
        worker = Field.required(worker, "worker");
        reason = Field.required(reason, "reason");
    }
}
