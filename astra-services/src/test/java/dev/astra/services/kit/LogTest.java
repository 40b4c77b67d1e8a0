package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Log log = new Log("task-service", out);

    @Test
    void aLineIsOneObject() {
        log.info("say \"hi\"\n", "tasks", 3, "ok", true, "why", "a\tb\u0001");
        assertThat(written())
                .containsPattern(
                        "\"level\":\"info\",\"service\":\"task-service\",\"trace\":\"[0-9a-f]{32}\",\"message\":")
                .contains(
                        ",\"message\":\"say \\\"hi\\\"\\n\",\"tasks\":3,\"ok\":true,\"why\":\"a\\tb\\u0001\"}\n")
                .hasLineCount(1);
    }

    @Test
    void itHasTheTraceOfItsThread() {
        Trace trace = Trace.begin();
        trace.call(() -> {
            log.warn("x");
            return 1;
        });
        assertThat(written()).contains("\"trace\":\"" + trace.traceId() + "\"");
    }

    @Test
    void aFailureIsToldWithItsCauses() {
        log.error("x", "reason", new IllegalStateException("outer", new IllegalArgumentException("inner")));
        assertThat(written()).contains("outer <- java.lang.IllegalArgumentException: inner");
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
