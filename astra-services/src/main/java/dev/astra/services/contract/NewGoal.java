package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// Submits a goal.
///
/// @param id a UUID chosen by the gateway: submitting it again changes nothing
/// @param owner the user's id
/// @param text what is wanted, in words, 1 to 10,000 characters
@Json
public record NewGoal(String id, String owner, String text) {
    public NewGoal {
        id = Field.required(id, "id");
        owner = Field.required(owner, "owner");
        text = Field.required(text, "text");
    }
}
