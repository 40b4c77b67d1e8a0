package dev.astra.config.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShellWordsTest {
    static Stream<Arguments> lines() {
        return Stream.of(Arguments.of("", List.of()), Arguments.of("  a  b\tc ", List.of("a", "b", "c")),
                Arguments.of("a 'b c' \"d e\"", List.of("a", "b c", "d e")),
                Arguments.of("a'b'\"c\"d", List.of("abcd")), Arguments.of("'' x", List.of("", "x")),
                Arguments.of("a\\ b \\\"", List.of("a b", "\"")),
                Arguments.of("\"a\\\"b\\n\" 'a\\b'", List.of("a\"b\\n", "a\\b")),
                Arguments.of("a && b | c > $X", List.of("a", "&&", "b", "|", "c", ">", "$X")),
                Arguments.of("'it'\\''s'", List.of("it's")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void splits(String line, List<String> words) throws TemplateException {
        assertThat(ShellWords.split(line)).isEqualTo(words);
    }

    @Test
    void refusesOpenQuotes() {
        assertThatThrownBy(() -> ShellWords.split("a 'b")).hasMessageContaining("not closed");
    }
}
