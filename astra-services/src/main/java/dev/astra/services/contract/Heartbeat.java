package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// A worker is there; on `astra:workers:heartbeat`, every two seconds and when it begins or ends.
///
/// @param worker name and instance, such as `execution-worker-1/5f3a`; another instance of the same name means that the earlier one is gone
/// @param kind what it runs
/// @param slots how many tasks at once
/// @param busy how many it runs now
/// @param leaving whether this is the last one
/// @param at when
@Json
public record Heartbeat(String worker, TaskKind kind, int slots, int busy, boolean leaving, Instant at) {
    public Heartbeat {
        worker = Field.required(worker, "worker");
        kind = Field.required(kind, "kind");
        at = Field.required(at, "at");
    }
}
