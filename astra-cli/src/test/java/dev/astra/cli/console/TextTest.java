package dev.astra.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({"0, 0 ms", "40, 40 ms", "999, 999 ms", "1000, 1.0 s", "3449, 3.4 s", "59949, 59.9 s", "59999, 1 min", "125000, 2 min 5 s", "3600000, 1 h", "12000000, 3 h 20 min", "1051200000, 12 d 4 h", "-5, 0 ms"})
    void durationsHaveTwoUnitsAtMost(long millis, String text) {
        assertThat(Amounts.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "119, 119 s", "120, 2 min", "7199, 119 min", "7200, 2 h", "172800, 2 d"})
    void agesHaveOneUnit(long seconds, String text) {
        assertThat(Amounts.age(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 KiB", "1536, 1.5 KiB", "155189248, 148 MiB", "-1, 0 B", "9223372036854775807, 8192 PiB"})
    void sizesAreShort(long bytes, String text) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void percentsAreFineWhereTheyAreSmall() {
        assertThat(Amounts.percent(0.04)).isEqualTo("0.0%");
        assertThat(Amounts.percent(9.94)).isEqualTo("9.9%");
        assertThat(Amounts.percent(187.6)).isEqualTo("188%");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(DisplayWidth.of("abc")).isEqualTo(3);
        assertThat(DisplayWidth.of("日本")).isEqualTo(4);
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("🚀")).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitEndsInAnEllipsisAndIsNeverWider() {
        assertThat(DisplayWidth.fit("planner", 7)).isEqualTo("planner");
        assertThat(DisplayWidth.fit("planner", 5)).isEqualTo("plan…");
        assertThat(DisplayWidth.fit("日本語の", 4)).isEqualTo("日…");
        assertThat(DisplayWidth.fit("planner", 1)).isEqualTo("…");
        assertThat(DisplayWidth.fit("planner", 0)).isEmpty();
    }

    @Test
    void paddingCountsColumns() {
        assertThat(DisplayWidth.pad("日本", 6)).isEqualTo("日本  ");
        assertThat(DisplayWidth.padLeft("12", 4)).isEqualTo("  12");
    }

    @Test
    void aServiceHasOneColourWhereverItIsShown() {
        Paint colour = new Paint(true);
        assertThat(colour.ofService("task-service", "x")).isEqualTo(colour.ofService("task-service", "x"));
        assertThat(colour.ofService("task-service", "x")).isNotEqualTo(colour.ofService("goal-service", "x"));
        assertThat(new Paint(false).red("x")).isEqualTo("x");
    }
}
