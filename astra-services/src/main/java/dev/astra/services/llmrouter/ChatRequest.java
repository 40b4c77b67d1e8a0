package dev.astra.services.llmrouter;

import io.avaje.jsonb.Json;
import java.util.List;

/// What an OpenAI-compatible endpoint is asked (https://platform.openai.com/docs/api-reference/chat/create).
///
/// @param model its name there
/// @param messages the prompt, as one message of the user
/// @param maxTokens of the answer
/// @param temperature 0: the likeliest answer
@Json
public record ChatRequest(String model, List<Message> messages, @Json.Property("max_tokens") int maxTokens,
        double temperature) {
    public ChatRequest {
        messages = List.copyOf(messages);
    }

    /// What somebody said.
    ///
    /// @param role `user`
    /// @param content the text
    @Json
    public record Message(String role, String content) {}
}
