package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/// Stores the tasks of a goal, all at once; storing them again changes nothing.
///
/// @param goalId the goal
/// @param tasks the plan
/// @param agents kind of task → name of the agent that takes it on
@Json
public record NewGraph(String goalId, List<PlannedTask> tasks, Map<String, String> agents) {
    public NewGraph {
        goalId = Field.required(goalId, "goalId");
        tasks = Field.list(tasks);
        agents = Field.map(agents);
    }
}
