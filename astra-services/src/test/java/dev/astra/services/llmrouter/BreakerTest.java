package dev.astra.services.llmrouter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final Breaker breaker = new Breaker(now::get);

    @Test
    void restsAfterThreeFailuresInARow() {
        breaker.failed();
        breaker.failed();
        breaker.succeeded();
        breaker.failed();
        breaker.failed();
        assertThat(breaker.lets()).isTrue();
        breaker.failed();
        assertThat(breaker.lets()).isFalse();
    }

    @Test
    void letsOneQuestionThroughAfterTheRest() {
        rest();
        assertThat(breaker.lets()).isTrue();
        assertThat(breaker.lets()).isFalse();
        breaker.failed();
        assertThat(breaker.lets()).isFalse();
    }

    @Test
    void anAnswerEndsTheRest() {
        rest();
        assertThat(breaker.lets()).isTrue();
        breaker.succeeded();
        assertThat(breaker.lets()).isTrue();
        assertThat(breaker.lets()).isTrue();
    }

    private void rest() {
        for (int failure = 1; failure <= 3; failure++) {
            breaker.failed();
        }
        now.updateAndGet(instant -> instant.plus(Breaker.REST));
    }
}
