package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;

/// A verdict.
///
/// @param goalId the goal
/// @param passed whether it is what was wanted
/// @param score 0 to 1
/// @param summary the outcome in a sentence or two, for memory and people
/// @param reasons each check, with what it found
/// @param at when
@Json
public record Evaluation(String goalId, boolean passed, double score, String summary, List<String> reasons,
        Instant at) {
    public Evaluation {
        goalId = Field.required(goalId, "goalId");
        summary = Field.orElse(summary, "");
        reasons = Field.list(reasons);
        at = Field.required(at, "at");
    }
}
