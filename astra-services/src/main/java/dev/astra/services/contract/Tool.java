package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A tool that tool-runtime has.
///
/// @param name such as `outline`
/// @param description what it does
@Json
public record Tool(String name, String description) {
    public Tool {
        name = Field.required(name, "name");
        description = Field.orElse(description, "");
    }
}
