package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A tool that tool-runtime has.
///
/// @param name such as `outline`
/// @param description what it does
/// @param forTests whether it is there to try things out, and no planner offers it
@Json
public record Tool(String name, String description, boolean forTests) {
    public Tool {
        name = Field.required(name, "name");
        description = Field.orElse(description, "");
    }
}
