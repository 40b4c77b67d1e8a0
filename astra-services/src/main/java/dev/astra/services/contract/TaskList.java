package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Tasks.
///
/// @param tasks in the order of the plan
@Json
public record TaskList(List<Task> tasks) {
    public TaskList {
        tasks = Field.list(tasks);
    }
}
