package dev.astra.services.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final User USER = new User("42", "ada", "user");

    private final String token = tokens("secret", NOW).issue(USER).token();

    @Test
    void speaksForTheUserUntilItExpires() {
        assertThat(tokens("secret", NOW.plusSeconds(59)).userOf(token)).contains("42");
        assertThat(tokens("secret", NOW.plusSeconds(60)).userOf(token)).isEmpty();
    }

    @Test
    void isWorthNothingWhenChanged() {
        assertThat(tokens("other", NOW).userOf(token)).isEmpty();
        assertThat(tokens("secret", NOW).userOf("x" + token)).isEmpty();
        assertThat(tokens("secret", NOW).userOf("nonsense")).isEmpty();
        assertThat(tokens("secret", NOW).userOf("")).isEmpty();
    }

    @Test
    void aPasswordIsKnownByItsHash() {
        String hash = PasswordHash.of("correct horse");
        assertThat(PasswordHash.matches("correct horse", hash)).isTrue();
        assertThat(PasswordHash.matches("wrong horse", hash)).isFalse();
        assertThat(PasswordHash.matches("", PasswordHash.NOBODY)).isFalse();
    }

    private static Tokens tokens(String secret, Instant now) {
        return new Tokens(() -> secret, Duration.ofMinutes(1), Clock.fixed(now, ZoneOffset.UTC));
    }
}
