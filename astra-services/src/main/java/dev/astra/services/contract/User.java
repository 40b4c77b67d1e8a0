package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A user as identity knows them.
///
/// @param id a UUID
/// @param name unique
/// @param role what access-control decides by, such as `user`, `admin`
@Json
public record User(String id, String name, String role) {
    public User {
        id = Field.required(id, "id");
        name = Field.required(name, "name");
        role = Field.orElse(role, "user");
    }
}
