package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was done before.
///
/// @param goalId the goal
/// @param owner the user's id
/// @param text what was wanted
/// @param summary what came of it
/// @param score how well it fits what was searched for, 0 to 1; 0 when it is stored
/// @param at when it was done
@Json
public record Memory(String goalId, String owner, String text, String summary, double score, @Nullable Instant at) {
    public Memory {
        goalId = Field.required(goalId, "goalId");
        owner = Field.required(owner, "owner");
        text = Field.required(text, "text");
        summary = Field.orElse(summary, "");
    }
}
