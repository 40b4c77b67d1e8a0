package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// Asks access-control whether a role may do something.
///
/// @param role of the user
/// @param action such as `goals:create`
@Json
public record AccessRequest(String role, String action) {
    public AccessRequest {
        role = Field.required(role, "role");
        action = Field.required(action, "action");
    }
}
