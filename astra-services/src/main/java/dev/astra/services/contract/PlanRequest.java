package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// Asks planner-service for a plan.
///
/// @param goalId the goal
/// @param text what is wanted
@Json
public record PlanRequest(String goalId, String text) {
    public PlanRequest {
        goalId = Field.required(goalId, "goalId");
        text = Field.required(text, "text");
    }
}
