package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.Locale;

/// The states of a task: pending → queued → running → completed or failed; failed → queued, at most three attempts in all →
/// dead_letter.
public enum TaskState {
    PENDING, QUEUED, RUNNING, COMPLETED, FAILED, DEAD_LETTER;

    /// As it is written in messages and in the database.
    @Json.Value
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether nothing follows.
    public boolean isFinal() {
        return this == COMPLETED || this == DEAD_LETTER;
    }
}
