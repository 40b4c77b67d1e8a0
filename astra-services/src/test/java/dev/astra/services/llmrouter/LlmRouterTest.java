package dev.astra.services.llmrouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.contract.Completion;
import dev.astra.services.contract.CompletionRequest;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The router over HTTP, before two endpoints and on a real Redis.
class LlmRouterTest {
    private static final Completion BUILTIN = new Completion("Why?", "builtin", true, false, 5);

    private final Endpoint first = new Endpoint();
    private final Endpoint second = new Endpoint();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "LLM_PROVIDERS", "first, second",
            "LLM_FIRST_URL", first.url(),
            "LLM_FIRST_MODEL", "big",
            "LLM_FIRST_KEY", "secret",
            "LLM_SECOND_URL", second.url() + "/",
            "LLM_SECOND_MODEL", "small"));
    private final String purpose = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void theFirstProviderAnswersAndIsNamed() {
        assertThat(ask(1)).isEqualTo(new Completion("42", "first", false, false, 7));
        assertThat(first.questions).containsExactly(
                "{\"model\":\"big\",\"messages\":[{\"role\":\"user\",\"content\":\"Why? Because.\"}],\"max_tokens\":100,\"temperature\":0.0}");
        assertThat(first.authorization).isEqualTo("Bearer secret");
        assertThat(second.questions).isEmpty();
    }

    @Test
    void theNextOneAnswersForOneThatFails() {
        first.status = 500;
        second.answer = "{\"choices\":[{\"message\":{\"content\":\" 43 \"}}]}";
        assertThat(ask(1)).isEqualTo(new Completion("43", "second", false, false, 5));
        assertThat(second.authorization).isNull();
    }

    @Test
    void theBuiltInOneAnswersForAll() {
        first.answer = "{\"choices\":[]}";
        second.close();
        assertThat(ask(1)).isEqualTo(BUILTIN);
    }

    @Test
    void oneThatKeepsFailingIsLeftAlone() {
        first.status = 429;
        second.answer = "<html>";
        assertThat(ask(6)).isEqualTo(BUILTIN);
        assertThat(first.questions).hasSize(3);
        assertThat(second.questions).hasSize(3);
    }

    @Test
    void whatTheBudgetDoesNotAllowIsBuiltIn() {
        environment.put("LLM_TOKENS_A_DAY", "110");
        assertThat(ask(1).provider()).isEqualTo("first");
        assertThat(ask(1)).isEqualTo(BUILTIN);
        assertThat(first.questions).hasSize(1);
        assertThat(second.questions).isEmpty();
    }

    @Test
    void whatCannotBeCountedIsNotSpent() {
        environment.put("REDIS_URL", "redis://127.0.0.1:1");
        assertThat(ask(1)).isEqualTo(BUILTIN);
        assertThat(first.questions).isEmpty();
    }

    @Test
    void withoutSettingsThereIsTheBuiltInOne() {
        environment.clear();
        assertThat(ask(1)).isEqualTo(BUILTIN);
    }

    @Test
    void aWrongQuestionIsRefused() {
        assertThatThrownBy(() -> ask(new CompletionRequest("a b", "Why?", 0)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
        assertThatThrownBy(() -> ask(new CompletionRequest("a", "Why?", -1)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void aWrongSettingIsNamed() {
        environment.remove("LLM_SECOND_MODEL");
        assertThatThrownBy(() -> ask(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LLM_SECOND_MODEL");
        environment.put("LLM_PROVIDERS", "builtin");
        assertThatThrownBy(() -> ask(1)).hasMessageContaining("LLM_PROVIDERS");
    }

    private Completion ask(int times) {
        CompletionRequest[] requests = new CompletionRequest[times];
        java.util.Arrays.fill(requests, new CompletionRequest(purpose, "Why? Because.", 100));
        return ask(requests);
    }

    /// The last answer.
    private Completion ask(CompletionRequest... requests) {
        try (ServiceContext context = TestStores.started(new LlmRouter(), environment)) {
            Peer router = TestStores.peer(context, ServiceName.LLM_ROUTER);
            Completion last = null;
            for (CompletionRequest request : requests) {
                last = router.post("/completions", request, Completion.class);
            }
            return java.util.Objects.requireNonNull(last);
        }
    }
}
