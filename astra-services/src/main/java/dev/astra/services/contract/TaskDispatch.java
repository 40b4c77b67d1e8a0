package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A task to run; on `astra:tasks:<kind>-<shard>`. What it takes is told by task-service when it is started.
///
/// @param taskId the task
/// @param goalId its goal
/// @param attempt a message of an earlier attempt is void
@Json
public record TaskDispatch(String taskId, String goalId, int attempt) {
    public TaskDispatch {
        taskId = Field.required(taskId, "taskId");
        goalId = Field.required(goalId, "goalId");
    }
}
