package dev.astra.services.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Policy USER = new Policy("user", List.of("goals:*", "agents:read"));

    @Test
    void allowsWhatIsNamed() {
        assertThat(Rules.decide(USER, "agents:read").allowed()).isTrue();
        assertThat(Rules.decide(USER, "goals:create").allowed()).isTrue();
        assertThat(Rules.decide(new Policy("admin", List.of("*")), "anything").allowed()).isTrue();
    }

    @Test
    void refusesTheRestAndSaysWhy() {
        assertThat(Rules.decide(USER, "agents:create").allowed()).isFalse();
        assertThat(Rules.decide(USER, "agents:create").reason()).isEqualTo("role user may not agents:create");
        assertThat(Rules.decide(USER, "agents:readers").allowed()).isFalse();
    }
}
