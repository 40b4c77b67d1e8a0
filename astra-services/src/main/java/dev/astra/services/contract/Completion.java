package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A completion.
///
/// @param text the answer
/// @param provider which provider gave it: `builtin` or the name of the configured one
/// @param deterministic whether the same prompt always gives the same answer
/// @param cached whether it was kept from before
/// @param tokens about how many it took
@Json
public record Completion(String text, String provider, boolean deterministic, boolean cached, int tokens) {
    public Completion {
        text = Field.required(text, "text");
        provider = Field.required(provider, "provider");
    }
}
