package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;

/// A goal has got to a state; on `astra:goals:changed`.
///
/// @param goalId the goal
/// @param state the state it got to
/// @param reason in words
/// @param at when
@Json
public record GoalChanged(String goalId, GoalState state, String reason, Instant at) {
    public GoalChanged {
        goalId = Field.required(goalId, "goalId");
        state = Field.required(state, "state");
        reason = Field.orElse(reason, "");
        at = Field.required(at, "at");
    }
}
