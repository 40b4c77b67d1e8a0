package dev.astra.config.expand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DotEnvTest {
    static Stream<Arguments> lines() {
        return Stream.of(Arguments.of("A=1", Map.of("A", "1")), Arguments.of("A = 1 ", Map.of("A", "1")),
                Arguments.of("# x\n\nA=1 # y\nB=2#3", Map.of("A", "1", "B", "2#3")),
                Arguments.of("A=#x", Map.of("A", "")), Arguments.of("A=", Map.of("A", "")),
                Arguments.of("A:1\nB: x y", Map.of("A", "1", "B", "x y")),
                Arguments.of("export A=1\r\nB=2\r\n", Map.of("A", "1", "B", "2")),
                Arguments.of("A='$X \\n #'", Map.of("A", "$X \\n #")),
                Arguments.of("A=\"one\\ntwo \\\"q\\\" # no\" # yes\nB=1", Map.of("A", "one\ntwo \"q\" # no", "B", "1")),
                Arguments.of("A=\"one\ntwo\"\nB=3", Map.of("A", "one\ntwo", "B", "3")),
                Arguments.of("A=1\nB=${A}2\nC=${NO:-x}\nD=\"$A\"", Map.of("A", "1", "B", "12", "C", "x", "D", "1")),
                Arguments.of("B=$OUTER\nOUTER=mine\nC=$OUTER", Map.of("B", "shell", "OUTER", "mine", "C", "shell")),
                Arguments.of("A=\"\\$x\"\nB=a$$b", Map.of("A", "$x", "B", "a$b")),
                Arguments.of("OUTER\nMISSING\nA=1", Map.of("OUTER", "shell", "A", "1")),
                Arguments.of("A=http://x/y?z=1", Map.of("A", "http://x/y?z=1")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void reads(String text, Map<String, String> expected) {
        DotEnv.Result result = DotEnv.parse(text, Map.of("OUTER", "shell"));
        assertThat(result.mistake()).isEmpty();
        assertThat(result.values()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheLine(String text, int line, String message) {
        Optional<DotEnv.Mistake> mistake = DotEnv.parse(text, Map.of()).mistake();
        assertThat(mistake).isPresent();
        assertThat(mistake.get().line()).isEqualTo(line);
        assertThat(mistake.get().message()).contains(message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(Arguments.of("A=1\nB B=2", 2, "B B"), Arguments.of("A=1\n=2", 2, "without a name"),
                Arguments.of("A=1\n\nB=\"x", 3, "closing"), Arguments.of("A=$5", 1, "$"),
                Arguments.of("A=${X:?must}", 1, "must"));
    }

    @Test
    void rawLinesStandForThemselves() {
        assertThat(DotEnv.raw("A='x' # y\n#B=1\nC=$D")).isEqualTo(Map.of("A", "'x' # y", "C", "$D"));
    }
}
