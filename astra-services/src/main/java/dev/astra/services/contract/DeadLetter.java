package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// A task was given up; on `astra:dead_letter`.
///
/// @param taskId the task
/// @param goalId its goal
/// @param attempt how often it was tried
/// @param reason why it failed the last time
/// @param at when
@Json
public record DeadLetter(String taskId, String goalId, int attempt, String reason, Instant at) {
    public DeadLetter {
        taskId = Field.required(taskId, "taskId");
        goalId = Field.required(goalId, "goalId");
        reason = Field.orElse(reason, "");
        at = Field.required(at, "at");
    }
}
