package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Goals.
///
/// @param goals the newest first
@Json
public record GoalList(List<Goal> goals) {
    public GoalList {
        goals = Field.list(goals);
    }
}
