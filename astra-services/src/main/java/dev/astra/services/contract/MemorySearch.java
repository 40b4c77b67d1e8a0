package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// Searches memory by text.
///
/// @param text what to look for
/// @param owner only what this user wanted; empty: of all
/// @param limit at most so many, 1 to 50; 0 means 5
@Json
public record MemorySearch(String text, String owner, int limit) {
    public MemorySearch {
        text = Field.required(text, "text");
        owner = Field.orElse(owner, "");
    }
}
