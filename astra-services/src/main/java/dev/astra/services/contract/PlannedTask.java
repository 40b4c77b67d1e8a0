package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// One task of a plan.
///
/// @param name unique within the plan, such as `draft`
/// @param kind what it needs
/// @param tool the tool to run, for a task of kind `tool`; empty otherwise
/// @param input what it works on: a text, or the address of a page
/// @param after the names of the tasks whose results it needs
@Json
public record PlannedTask(String name, TaskKind kind, String tool, String input, List<String> after) {
    public PlannedTask {
        name = Field.required(name, "name");
        kind = Field.required(kind, "kind");
        tool = Field.orElse(tool, "");
        input = Field.orElse(input, "");
        after = Field.list(after);
    }
}
