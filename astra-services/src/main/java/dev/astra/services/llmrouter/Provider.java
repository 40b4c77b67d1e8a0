package dev.astra.services.llmrouter;

import dev.astra.services.contract.CompletionRequest;
import java.time.Duration;

/// Somebody who completes prompts. Safe for use by many threads.
sealed interface Provider permits BuiltinProvider, ChatProvider {
    /// An answer.
    ///
    /// @param text not blank
    /// @param tokens about how many question and answer took
    record Answer(String text, int tokens) {}

    /// As completions say it, such as `builtin`.
    String name();

    /// What tells its answers from those of another, or of the same one set otherwise.
    String identity();

    /// Whether the same prompt always gets the same answer.
    boolean deterministic();

    /// Whether what it does counts against the budget.
    boolean costs();

    /// @param longest how long it may take
    /// @throws ProviderFailure when it gives no answer
    Answer complete(CompletionRequest request, Duration longest) throws ProviderFailure;
}
