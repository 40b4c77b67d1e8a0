package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.Locale;

/// The states of a goal: submitted → planned (its tasks run) → evaluating → completed or failed; failed also from submitted
/// (no plan) and from planned (a task was given up).
public enum GoalState {
    SUBMITTED, PLANNED, EVALUATING, COMPLETED, FAILED;

    /// As it is written in messages and in the database.
    @Json.Value
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether nothing follows.
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED;
    }
}
