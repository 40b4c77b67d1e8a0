package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A goal from submission to verdict.
///
/// @param id a UUID
/// @param owner the id of the user who submitted it
/// @param text what is wanted
/// @param state where it stands
/// @param reason why it is in this state, in words; empty while all is well
/// @param createdAt when it was submitted
/// @param finishedAt when it was completed or failed
/// @param evaluation the verdict, once there is one
@Json
public record Goal(String id, String owner, String text, GoalState state, String reason, Instant createdAt,
        @Nullable Instant finishedAt, @Nullable Evaluation evaluation) {
    public Goal {
        id = Field.required(id, "id");
        owner = Field.required(owner, "owner");
        text = Field.required(text, "text");
        state = Field.required(state, "state");
        reason = Field.orElse(reason, "");
        createdAt = Field.required(createdAt, "createdAt");
    }
}
