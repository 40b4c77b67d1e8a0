package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// A goal with the whole graph of its tasks.
///
/// @param goal the goal
/// @param tasks in the order of the plan
@Json
public record GoalGraph(Goal goal, List<Task> tasks) {
    public GoalGraph {
        goal = Field.required(goal, "goal");
        tasks = Field.list(tasks);
    }
}
