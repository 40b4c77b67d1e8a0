package dev.astra.services.llmrouter;

import dev.astra.services.contract.CompletionRequest;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// An OpenAI-compatible endpoint, such as one of OpenAI, vLLM, llama.cpp or Ollama.
///
/// @param name as completions say it
/// @param url up to what comes before `/chat/completions`, such as `https://api.openai.com/v1`
/// @param model its name there
/// @param key sent as bearer token; empty: none
record ChatProvider(String name, String url, String model, String key) implements Provider {
    private static final long LARGEST_ANSWER = 4L * 1024 * 1024;

    /// One client for all, made with the first question.
    private static final class Shared {
        static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    }

    @Override
    public String identity() {
        return name + " " + url + " " + model;
    }

    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public boolean costs() {
        return true;
    }

    @Override
    public Answer complete(CompletionRequest request, Duration longest) throws ProviderFailure {
        ChatAnswer answer = ask(
                new ChatRequest(model, List.of(new ChatRequest.Message("user", request.prompt())), request.maxTokens(),
                        0),
                longest);
        String text = answer.text();
        if (text.isEmpty()) {
            throw new ProviderFailure(name + " gave an empty answer");
        }
        int counted = answer.usage() == null ? 0 : answer.usage().totalTokens();
        return new Answer(text, counted > 0 ? counted : Tokens.of(request.prompt()) + Tokens.of(text));
    }

    private ChatAnswer ask(ChatRequest question, Duration longest) throws ProviderFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                .timeout(longest)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(question)));
        if (!key.isEmpty()) {
            request.header("authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> response = Shared.CLIENT.send(request.build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
            if (response.statusCode() != 200) {
                throw new ProviderFailure(name + " answered " + response.statusCode() + ": " + first(response.body()));
            }
            return Json.read(ChatAnswer.class, response.body());
        } catch (IOException failure) {
            throw new ProviderFailure(name + " at " + url + " does not answer", failure);
        } catch (Refusal malformed) {
            throw new ProviderFailure(name + " answered with something else than a chat completion", malformed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProviderFailure("interrupted while asking " + name, interrupted);
        }
    }

    private static String first(String body) {
        return body.length() > 300 ? body.substring(0, 300) + "…" : body;
    }

    /// Without the key, which belongs in no log.
    @Override
    public String toString() {
        return identity();
    }
}
