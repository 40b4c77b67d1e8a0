package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// What a role may do.
///
/// @param role such as `user`
/// @param actions such as `goals:create`, `goals:*`, `*`
@Json
public record Policy(String role, List<String> actions) {
    public Policy {
        role = Field.required(role, "role");
        actions = Field.list(actions);
    }
}
