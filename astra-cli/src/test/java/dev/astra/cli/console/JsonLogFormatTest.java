package dev.astra.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLogFormatTest {
    private static final Paint NONE = new Paint(false);

    @Test
    void timeLevelAndMessageComeFirst() {
        String line = "{\"service\":\"x\",\"time\":\"2026-11-24T06:40:02.123456Z\",\"level\":\"info\",\"msg\":\"listening\",\"port\":7105}";
        assertThat(JsonLogFormat.readable(line, NONE)).contains("06:40:02.123 INFO  listening service=x port=7105");
    }

    @Test
    void whatIsNestedIsShownAsItStands() {
        String line = "{\"message\":\"m\",\"a\":{\"b\":[1,\"}\"]},\"c\":null}";
        assertThat(JsonLogFormat.readable(line, NONE)).contains("m a={\"b\":[1,\"}\"]} c=null");
    }

    @Test
    void escapesAreReadAndMadeHarmless() {
        assertThat(JsonLogFormat.readable("{\"msg\":\"a\\\"b\\u001b[2Jc\\nd\\u00e9\"}", NONE)).contains("a\"bc dé");
    }

    @Test
    void theRestIsDimOnATerminal() {
        assertThat(JsonLogFormat.readable("{\"msg\":\"m\",\"k\":1}", new Paint(true)))
                .contains("m \u001b[2mk=1\u001b[0m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{}", "{\"msg\"", "{\"msg\":}", "{\"msg\":\"x\"} tail}", "{msg:1}", "{\"level\":\"info\"}", "[1]", "{\"msg\":\"x\",}", "{\"msg\":\"\\u12\"}", "{\"msg\":\"x\"", "{\"msg\":[1}", "{\"msg\":\"\\"})
    void anythingElseIsLeftAlone(String line) {
        assertThat(JsonLogFormat.readable(line, NONE)).isEqualTo(Optional.empty());
    }
}
