package dev.astra.services.llmrouter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Budgets on a real Redis: 100 tokens a minute, 150 a day.
class BudgetTest {
    private final ServiceContext context = TestStores.context(ServiceName.LLM_ROUTER);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final Budget budget = new Budget(context.redis(), now::get, 100, 150);
    private final String purpose = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aMinuteHasItsLimit() {
        assertThat(budget.setAside(purpose, 60)).isPresent();
        assertThat(budget.setAside(purpose, 60)).isEmpty();
        assertThat(budget.setAside(purpose, 40)).isPresent();
        assertThat(budget.setAside(UUID.randomUUID().toString(), 60)).isPresent();
    }

    @Test
    void aDayHasItsLimit() {
        assertThat(budget.setAside(purpose, 100)).isPresent();
        wait(Duration.ofMinutes(1));
        assertThat(budget.setAside(purpose, 60)).isEmpty();
        assertThat(budget.setAside(purpose, 50)).isPresent();
        wait(Duration.ofDays(1));
        assertThat(budget.setAside(purpose, 100)).isPresent();
    }

    @Test
    void whatWasNotSpentIsGivenBack() {
        Budget.Share share = budget.setAside(purpose, 100).orElseThrow();
        budget.settle(share, 30);
        assertThat(budget.setAside(purpose, 70)).isPresent();
        assertThat(budget.setAside(purpose, 1)).isEmpty();
    }

    @Test
    void countsAreForgotten() {
        Budget.Share share = budget.setAside(purpose, 10).orElseThrow();
        for (String key : share.keys()) {
            assertThat(context.redis().<Long>with(jedis -> jedis.ttl(key))).isPositive();
            context.redis().with(jedis -> jedis.del(key));
        }
        budget.settle(share, 5);
        assertThat(context.redis().<Long>with(jedis -> jedis.exists(share.keys().toArray(String[]::new)))).isZero();
    }

    private void wait(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
