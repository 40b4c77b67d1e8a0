package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task as task-service knows it.
///
/// @param id `<goal>/<name>`
/// @param goalId the goal
/// @param name unique within the goal
/// @param kind what it needs
/// @param tool the tool to run
/// @param input what it works on
/// @param after the names of the tasks whose results it needs
/// @param agent the agent that takes it on
/// @param state where it stands
/// @param attempt 0 before it was queued first
/// @param lost how many of the attempts were lost with the workers that made them
/// @param worker the worker that runs or ran it
/// @param reason why it failed
/// @param artifact its result, once completed
/// @param changedAt when it got to this state
@Json
public record Task(String id, String goalId, String name, TaskKind kind, String tool, String input, List<String> after,
        String agent, TaskState state, int attempt, int lost, String worker, String reason,
        @Nullable Artifact artifact, Instant changedAt) {
    public Task {
        id = Field.required(id, "id");
        goalId = Field.required(goalId, "goalId");
        name = Field.required(name, "name");
        kind = Field.required(kind, "kind");
        tool = Field.orElse(tool, "");
        input = Field.orElse(input, "");
        after = Field.list(after);
        agent = Field.orElse(agent, "");
        state = Field.required(state, "state");
        worker = Field.orElse(worker, "");
        reason = Field.orElse(reason, "");
        changedAt = Field.required(changedAt, "changedAt");
    }
}
