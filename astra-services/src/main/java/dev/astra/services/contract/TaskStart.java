package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A worker takes a task on: queued → running.
///
/// @param taskId the task
/// @param attempt as dispatched
/// @param worker who: name and instance, such as `execution-worker-1/5f3a`
@Json
public record TaskStart(String taskId, int attempt, String worker) {
    public TaskStart {
        taskId = Field.required(taskId, "taskId");
        worker = Field.required(worker, "worker");
    }
}
