package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Somebody who takes on tasks of certain kinds.
///
/// @param id a UUID; empty for a new one
/// @param name unique
/// @param profile what it is for, in words
/// @param capabilities the kinds of task it can take on
/// @param state `active` or `paused`
@Json
public record Agent(String id, String name, String profile, List<TaskKind> capabilities, String state) {
    public Agent {
        id = Field.orElse(id, "");
        name = Field.required(name, "name");
        profile = Field.orElse(profile, "");
        capabilities = Field.list(capabilities);
        state = Field.orElse(state, "active");
    }
}
