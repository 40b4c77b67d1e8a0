package dev.astra.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeDurationTest {
    @ParameterizedTest
    @CsvSource({"1m30s, 90000", "50ms, 50", "1h, 3600000", "0, 0", "0.5s, 500", "1d, 86400000", "1h5m30s20ms, 3930020"})
    void reads(String text, long millis) {
        assertThat(ComposeDuration.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "1x", "-1s", "1s 2s", "ten", "1s!", "99999999999999999999h"})
    void refuses(String text) {
        assertThat(ComposeDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0ms", "250, 250ms", "1000, 1s", "3400, 3.4s", "10000, 10s", "90000, 1m30s", "3600000, 1h", "93784000, 1d2h3m4s"})
    void writes(long millis, String text) {
        assertThat(ComposeDuration.format(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
