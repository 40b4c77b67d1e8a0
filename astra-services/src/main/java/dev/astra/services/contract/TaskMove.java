package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// Asks task-service to queue a task, or to give it up, if it still stands where the asker thinks.
///
/// @param taskId the task
/// @param attempt the attempt it stands at
/// @param reason in words
@Json
public record TaskMove(String taskId, int attempt, String reason) {
    public TaskMove {
        taskId = Field.required(taskId, "taskId");
        reason = Field.orElse(reason, "");
    }
}
