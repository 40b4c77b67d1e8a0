package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// A worker as worker-manager knows it.
///
/// @param worker name and instance
/// @param kind what it runs
/// @param slots how many tasks at once
/// @param busy how many it ran at its last sign of life
/// @param state `alive`, `left` or `lost`
/// @param seenAt its last sign of life
@Json
public record Worker(String worker, TaskKind kind, int slots, int busy, String state, Instant seenAt) {
    public Worker {
        worker = Field.required(worker, "worker");
        kind = Field.required(kind, "kind");
        state = Field.required(state, "state");
        seenAt = Field.required(seenAt, "seenAt");
    }
}
