package dev.astra.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarKindsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"no", "yes", "on", "off", "y", "22:22", "1:30:00", "1_000", "1.2.3", "0x", "0o8", "-", "+", ".", "1e", "-x", "2026-11-24", "=", "NuLL", "tRue", "١"})
    void strings(String text) {
        assertThat(ScalarKinds.of(text)).isEqualTo(Scalar.Kind.STRING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7105", "-1", "+1", "0755", "0x1F", "0o17"})
    void integers(String text) {
        assertThat(ScalarKinds.of(text)).isEqualTo(Scalar.Kind.INTEGER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", ".5", "5.", "1e3", "-1.5E-3", ".inf", ".NaN"})
    void floats(String text) {
        assertThat(ScalarKinds.of(text)).isEqualTo(Scalar.Kind.FLOAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "NULL"})
    void nothing(String text) {
        assertThat(ScalarKinds.of(text)).isEqualTo(Scalar.Kind.NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "False"})
    void booleans(String text) {
        assertThat(ScalarKinds.of(text)).isEqualTo(Scalar.Kind.BOOLEAN);
    }
}
