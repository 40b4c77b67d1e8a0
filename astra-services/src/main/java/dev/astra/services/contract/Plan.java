package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// What a goal takes.
///
/// @param tasks each after those it needs
/// @param provider which provider of llm-router made it
@Json
public record Plan(List<PlannedTask> tasks, String provider) {
    public Plan {
        tasks = Field.list(tasks);
        provider = Field.orElse(provider, "");
    }
}
