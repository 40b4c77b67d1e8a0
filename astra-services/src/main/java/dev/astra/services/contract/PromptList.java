package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Templates.
///
/// @param prompts the newest version first
@Json
public record PromptList(List<Prompt> prompts) {
    public PromptList {
        prompts = Field.list(prompts);
    }
}
