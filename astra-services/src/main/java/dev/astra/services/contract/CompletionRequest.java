package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// Asks llm-router to complete a prompt.
///
/// @param purpose what for, such as `plan`: budgets are counted by it
/// @param prompt the text to complete
/// @param maxTokens of the answer; 0 means 1024
@Json
public record CompletionRequest(String purpose, String prompt, int maxTokens) {
    public CompletionRequest {
        purpose = Field.required(purpose, "purpose");
        prompt = Field.required(prompt, "prompt");
    }
}
