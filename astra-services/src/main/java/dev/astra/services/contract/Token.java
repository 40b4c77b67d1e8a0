package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// A signed bearer token.
///
/// @param token to send as `Authorization: Bearer …`
/// @param expiresAt when it stops working
/// @param user whom it speaks for
@Json
public record Token(String token, Instant expiresAt, User user) {
    public Token {
        token = Field.required(token, "token");
        expiresAt = Field.required(expiresAt, "expiresAt");
        user = Field.required(user, "user");
    }
}
