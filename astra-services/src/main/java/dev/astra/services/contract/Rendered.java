package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A prompt ready to be completed.
///
/// @param name of the template
/// @param version that was used
/// @param text the prompt
@Json
public record Rendered(String name, int version, String text) {
    public Rendered {
        name = Field.required(name, "name");
        text = Field.required(text, "text");
    }
}
