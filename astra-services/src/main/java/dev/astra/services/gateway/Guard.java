package dev.astra.services.gateway;

import dev.astra.services.contract.AccessRequest;
import dev.astra.services.contract.Decision;
import dev.astra.services.contract.TokenCheck;
import dev.astra.services.contract.User;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks identity who it is and access-control whether they may, and takes the same answer for two seconds. Safe for use by
/// many threads.
final class Guard {
    private static final String BEARER = "Bearer ";
    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MOST_KEPT = 10_000;

    private record Kept<T>(T answer, long since) {}

    private final Map<String, Kept<User>> users = new ConcurrentHashMap<>();
    private final Map<String, Kept<Decision>> decisions = new ConcurrentHashMap<>();
    private final Peer identity;
    private final Peer accessControl;

    Guard(Peer identity, Peer accessControl) {
        this.identity = identity;
        this.accessControl = accessControl;
    }

    /// The user whose token it is.
    /// @throws Refusal 401 without a valid token, 403 when their role may not do this
    User admit(@Nullable String authorization, String action) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new Refusal(401, "there is no bearer token",
                    "get one at POST /v1/tokens and send it as Authorization: Bearer …");
        }
        String token = authorization.substring(BEARER.length()).strip();
        User user = keep(users, token, () -> identity.post("/tokens/check", new TokenCheck(token), User.class));
        Decision decision = keep(
                decisions,
                user.role() + " " + action,
                () -> accessControl.post("/decisions", new AccessRequest(user.role(), action), Decision.class));
        if (!decision.allowed()) {
            throw new Refusal(403, decision.reason(), "ask somebody with role admin");
        }
        return user;
    }

    private static <T> T keep(Map<String, Kept<T>> answers, String question, Supplier<T> ask) {
        Kept<T> kept = answers.get(question);
        if (kept != null && System.nanoTime() - kept.since() < KEPT_NANOS) {
            return kept.answer();
        }
        T answer = ask.get();
        if (answers.size() >= MOST_KEPT) {
            answers.clear();
        }
        answers.put(question, new Kept<>(answer, System.nanoTime()));
        return answer;
    }
}
