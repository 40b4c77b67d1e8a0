package dev.astra.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationTest {
    @Test
    void comesBackFromTheWireAsItWas() {
        Invocation sent = new Invocation(List.of("logs", "--grep", "a=b\nc", "", "größer"), Path.of("/tmp/a b"),
                Map.of("A", "1=2", "EMPTY", "", "TERM", "xterm"), new Terminal(120, true, false, true));

        assertThat(Invocation.decode(sent.encode())).isEqualTo(sent);
    }

    @Test
    void aShellCanWriteOne() {
        Invocation read = decode("folder=/tmp\0columns=80\0terminal=oe\0env=A=1\0arg=ps\0arg=--json\0");

        assertThat(read).isEqualTo(new Invocation(List.of("ps", "--json"), Path.of("/tmp"), Map.of("A", "1"),
                new Terminal(80, false, true, true)));
    }

    @Test
    void passesOverFieldsOfALaterVersion() {
        assertThat(decode("folder=/\0mood=good\0arg=ps\0").arguments()).containsExactly("ps");
    }

    @Test
    void refusesWhatIsNone() {
        assertThatThrownBy(() -> decode("folder=/\0arg=ps")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decode("arg=ps\0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decode("folder=/\0columns=wide\0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decode("folder=/\0columns=-1\0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void colourFollowsTheTerminalUnlessTheEnvironmentSaysOtherwise() {
        assertThat(in(Map.of()).colour(true)).isTrue();
        assertThat(in(Map.of()).colour(false)).isFalse();
        assertThat(in(Map.of("NO_COLOR", "1")).colour(true)).isFalse();
        assertThat(in(Map.of("CLICOLOR_FORCE", "1")).colour(false)).isTrue();
        assertThat(in(Map.of("CLICOLOR_FORCE", "0")).colour(false)).isFalse();
        assertThat(in(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1")).colour(true)).isFalse();
        assertThat(in(Map.of("TERM", "dumb")).colour(true)).isFalse();
    }

    private static Invocation in(Map<String, String> environment) {
        return new Invocation(List.of(), Path.of("/"), environment, Terminal.NONE);
    }

    private static Invocation decode(String text) {
        return Invocation.decode(text.getBytes(StandardCharsets.UTF_8));
    }
}
