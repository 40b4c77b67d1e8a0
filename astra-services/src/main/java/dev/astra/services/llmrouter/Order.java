package dev.astra.services.llmrouter;

import dev.astra.services.contract.Completion;
import dev.astra.services.contract.CompletionRequest;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The providers in the order to ask them: one that fails, rests, or would overdraw the budget is passed over. Safe for use by
/// many threads.
final class Order {
    /// planner-service waits for 25 s.
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LONGEST_EACH = Duration.ofSeconds(12);

    private record Place(Provider provider, Breaker breaker) {}

    private final List<Place> places;
    private final Budget budget;
    private final Log log;

    Order(List<Provider> providers, Budget budget, InstantSource clock, Log log) {
        places = providers.stream().map(provider -> new Place(provider, new Breaker(clock))).toList();
        this.budget = budget;
        this.log = log;
    }

    /// Whether the completion is of the provider that is asked first.
    boolean isFirstChoice(Completion completion) {
        return completion.provider().equals(places.getFirst().provider().name());
    }

    /// What answers given in this order have in common, and those in another have not.
    String identity() {
        return String.join(", ", places.stream().map(place -> place.provider().identity()).toList());
    }

    /// @throws Refusal with status 503, when nobody gives an answer
    Completion complete(CompletionRequest request) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        for (Place place : places) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            Optional<Provider.Answer> answer = left.isPositive() || !place.provider().costs()
                    ? ask(place, request, left.compareTo(LONGEST_EACH) < 0 ? left : LONGEST_EACH)
                    : Optional.empty();
            if (answer.isPresent()) {
                Provider provider = place.provider();
                return new Completion(answer.get().text(), provider.name(), provider.deterministic(), false,
                        answer.get().tokens());
            }
        }
        throw new Refusal(503, "no provider gives an answer for now", "look at the log of llm-router");
    }

    private Optional<Provider.Answer> ask(Place place, CompletionRequest request, Duration longest) {
        Provider provider = place.provider();
        if (!provider.costs()) {
            return attempt(place, request, longest);
        }
        int most = Tokens.of(request.prompt()) + request.maxTokens();
        try {
            Optional<Budget.Share> share = budget.setAside(request.purpose(), most);
            if (share.isEmpty()) {
                log.warn("passed over: the budget is spent", "provider", provider.name(), "purpose", request.purpose(),
                        "tokens", most);
                return Optional.empty();
            }
            Optional<Provider.Answer> answer = attempt(place, request, longest);
            settle(share.get(), answer.map(Provider.Answer::tokens).orElse(0));
            return answer;
        } catch (StoreUnavailable unavailable) {
            // what cannot be counted is not spent
            log.warn("passed over: the budget is not known", "provider", provider.name(), "reason", unavailable);
            return Optional.empty();
        }
    }

    private void settle(Budget.Share share, int spent) {
        try {
            budget.settle(share, spent);
        } catch (StoreUnavailable unavailable) {
            log.warn("the budget is not settled: more is counted than was spent", "reason", unavailable);
        }
    }

    private Optional<Provider.Answer> attempt(Place place, CompletionRequest request, Duration longest) {
        if (!place.breaker().lets()) {
            return Optional.empty();
        }
        try {
            Provider.Answer answer = place.provider().complete(request, longest);
            place.breaker().succeeded();
            return Optional.of(answer);
        } catch (ProviderFailure failure) {
            place.breaker().failed();
            log.warn("passed over: no answer", "provider", place.provider().name(), "purpose", request.purpose(),
                    "reason", failure);
            return Optional.empty();
        }
    }
}
