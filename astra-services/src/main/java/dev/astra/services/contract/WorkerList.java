package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Workers.
///
/// @param workers by name
@Json
public record WorkerList(List<Worker> workers) {
    public WorkerList {
        workers = Field.list(workers);
    }
}
