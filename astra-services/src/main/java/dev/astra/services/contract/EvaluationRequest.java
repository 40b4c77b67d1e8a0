package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Asks evaluation-service to judge what came of a goal; asking again gives the same verdict.
///
/// @param goalId the goal
/// @param text what was wanted
/// @param results the artifacts of its tasks, in the order of the plan
@Json
public record EvaluationRequest(String goalId, String text, List<Artifact> results) {
    public EvaluationRequest {
        goalId = Field.required(goalId, "goalId");
        text = Field.required(text, "text");
        results = Field.list(results);
    }
}
