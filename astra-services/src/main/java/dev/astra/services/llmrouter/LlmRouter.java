package dev.astra.services.llmrouter;

import dev.astra.services.contract.Completion;
import dev.astra.services.contract.CompletionRequest;
import dev.astra.services.kit.Cache;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// Completes prompts, and says with each answer who gave it.
public final class LlmRouter implements Service {
    private static final String PURPOSE = "[A-Za-z0-9_-]{1,64}";
    private static final int USUAL_TOKENS = 1_024;
    private static final int MOST_TOKENS = 32_768;
    private static final int CACHED_SECONDS = 600;
    /// Memcached takes values up to 1 MiB.
    private static final int LONGEST_CACHED = 250_000;

    public static void main(String[] arguments) {
        Host.run(new LlmRouter());
    }

    @Override
    public ServiceName name() {
        return ServiceName.LLM_ROUTER;
    }

    @Override
    public void start(ServiceContext context) {
        Settings settings = context.settings();
        Clock clock = Clock.systemUTC();
        Budget budget = new Budget(context.redis(), clock, settings.number("LLM_TOKENS_A_MINUTE", 100_000),
                settings.number("LLM_TOKENS_A_DAY", 2_000_000));
        Order order = new Order(Providers.in(settings), budget, clock, context.log());
        context.routes().post("/completions", new Desk(order, context.cache(), context.log())::complete);
    }

    private record Desk(Order order, Cache cache, Log log) {
        Response complete(Request request) throws IOException {
            CompletionRequest asked = checked(request.body(CompletionRequest.class));
            String key = key(asked);
            Optional<Completion> kept = cache.get(key).map(text -> Json.read(Completion.class, text));
            Completion completion = kept.map(Desk::cached).orElseGet(() -> order.complete(asked));
            // an answer given in place of another is not kept for longer than the other is away
            if (kept.isEmpty() && order.isFirstChoice(completion) && completion.text().length() <= LONGEST_CACHED) {
                cache.put(key, CACHED_SECONDS, Json.write(completion));
            }
            log.info("completed", "purpose", asked.purpose(), "provider", completion.provider(), "cached",
                    completion.cached(), "tokens", completion.tokens());
            return Response.ok(completion);
        }

        private static CompletionRequest checked(CompletionRequest asked) {
            if (!asked.purpose().matches(PURPOSE)) {
                throw new Refusal(400, "a purpose is made of letters, digits, - and _, up to 64", "choose another");
            }
            if (asked.maxTokens() < 0 || asked.maxTokens() > MOST_TOKENS) {
                throw new Refusal(400, "maxTokens is " + asked.maxTokens(), "use 0 to " + MOST_TOKENS);
            }
            return new CompletionRequest(asked.purpose(), asked.prompt(),
                    asked.maxTokens() == 0 ? USUAL_TOKENS : asked.maxTokens());
        }

        private String key(CompletionRequest asked) {
            String question = order.identity() + "\n" + asked.purpose() + " " + asked.maxTokens() + "\n"
                    + asked.prompt();
            return "completion:" + UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8));
        }

        private static Completion cached(Completion completion) {
            return new Completion(completion.text(), completion.provider(), completion.deterministic(), true,
                    completion.tokens());
        }
    }
}
