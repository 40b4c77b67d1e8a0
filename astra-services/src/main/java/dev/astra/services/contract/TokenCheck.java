package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// Asks identity whose token this is.
///
/// @param token as it came in the header
@Json
public record TokenCheck(String token) {
    public TokenCheck {
        token = Field.required(token, "token");
    }
}
