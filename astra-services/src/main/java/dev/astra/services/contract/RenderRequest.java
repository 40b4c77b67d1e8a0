package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.Map;

/// Asks prompt-manager to fill in a template.
///
/// @param name of the template
/// @param version 0: the newest
/// @param values name → what to put in its place
@Json
public record RenderRequest(String name, int version, Map<String, String> values) {
    public RenderRequest {
        name = Field.required(name, "name");
        values = Field.map(values);
    }
}
