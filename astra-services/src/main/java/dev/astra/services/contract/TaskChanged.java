package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// A task has got to a state, or has become ready; on `astra:tasks:changed`.
///
/// @param taskId the task
/// @param goalId its goal
/// @param name its name within the goal
/// @param kind what it needs
/// @param state the state it got to
/// @param attempt how often it was queued
/// @param ready whether it is pending and all that it waits for is completed
/// @param remaining how many tasks of the goal are not completed, where this one was completed or has become ready; else -1
/// @param at when
/// @param reason in words
@Json
public record TaskChanged(String taskId, String goalId, String name, TaskKind kind, TaskState state, int attempt,
        boolean ready, int remaining, Instant at, String reason) {
    public TaskChanged {
        taskId = Field.required(taskId, "taskId");
        goalId = Field.required(goalId, "goalId");
        name = Field.required(name, "name");
        kind = Field.required(kind, "kind");
        state = Field.required(state, "state");
        at = Field.required(at, "at");
        reason = Field.orElse(reason, "");
    }
}
