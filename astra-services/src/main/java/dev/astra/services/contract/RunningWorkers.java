package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// The workers that task-service has tasks running at.
///
/// @param workers name and instance of each, once
@Json
public record RunningWorkers(List<String> workers) {
    public RunningWorkers {
        workers = Field.list(workers);
    }
}
