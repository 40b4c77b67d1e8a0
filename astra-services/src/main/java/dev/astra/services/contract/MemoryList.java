package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// What was found.
///
/// @param memories the best first
@Json
public record MemoryList(List<Memory> memories) {
    public MemoryList {
        memories = Field.list(memories);
    }
}
