package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// The answer of access-control.
///
/// @param allowed whether it may
/// @param reason in words
@Json
public record Decision(boolean allowed, String reason) {
    public Decision {
        reason = Field.orElse(reason, "");
    }
}
