package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// Registers a user, or asks for a token.
///
/// @param name of the user, 1 to 64 characters
/// @param password at least 8 characters
@Json
public record Credentials(String name, String password) {
    public Credentials {
        name = Field.required(name, "name");
        password = Field.required(password, "password");
    }
}
