package dev.astra.services.llmrouter;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an OpenAI-compatible endpoint answers, as far as it is used here
/// (https://platform.openai.com/docs/api-reference/chat/object). Anything may be missing.
///
/// @param choices the first is taken
/// @param usage what it took
@Json
public record ChatAnswer(@Nullable List<Choice> choices, @Nullable Usage usage) {
    /// One answer of several.
    @Json
    public record Choice(@Nullable Message message) {}

    /// What the model said.
    @Json
    public record Message(@Nullable String content) {}

    /// @param totalTokens of question and answer
    @Json
    public record Usage(@Json.Property("total_tokens") int totalTokens) {}

    /// The answer's text; empty where there is none.
    String text() {
        Choice first = choices == null || choices.isEmpty() ? null : choices.getFirst();
        Message message = first == null ? null : first.message();
        String content = message == null ? null : message.content();
        return content == null ? "" : content.strip();
    }
}
