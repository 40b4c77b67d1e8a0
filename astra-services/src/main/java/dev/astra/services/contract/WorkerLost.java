package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A worker is gone: what it was running has failed.
///
/// @param worker as its tasks were started by
/// @param reason in words
@Json
public record WorkerLost(String worker, String reason) {
    public WorkerLost {
        worker = Field.required(worker, "worker");
        reason = Field.required(reason, "reason");
    }
}
