package dev.astra.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.model.EngineChoice;
import dev.astra.model.Port;
import dev.astra.model.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ResourcesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final EventBus events = new EventBus();
    private Optional<ControlServer> server = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        server = Optional.of(ControlServer.open(socket(),
                (_, _) -> CommandRunner.Result.of(0), resources(events)));
    }

    @AfterEach
    void close() {
        server.orElseThrow().close();
    }

    @Test
    void aServiceHasTheKeysOfPs() throws IOException {
        events.publish(new Event.ServiceChanged(running("web")));

        assertThat(body("/services/web")).isEqualTo(
                """
                        {"service":"web","group":"front","kind":"process","engine":"native","state":"running","health":"healthy",\
                        "reason":null,"pid":42,"container":null,"ports":[{"host":null,"published":8080,"target":8080,"protocol":"tcp"}],\
                        "run":3,"restarts":1,"started_at":"2026-01-01T00:00:00Z","exit_code":null,"signal":null,"cpu_percent":null,\
                        "memory_bytes":null}
                        """);
    }

    @Test
    void allServicesAreAnArray() throws IOException {
        events.publish(new Event.ServiceChanged(running("web")));
        events.publish(new Event.ServiceChanged(failed("worker")));

        assertThat(body("/services")).startsWith("[{\"service\":\"web\",")
                .contains("{\"service\":\"worker\",")
                .endsWith("}]\n");
        assertThat(body("/services/worker")).contains("\"state\":\"failed\"", "\"reason\":\"exited 3\"",
                "\"exit_code\":3", "\"group\":null");
    }

    @Test
    void theStackTellsItsName() throws IOException {
        assertThat(body("/stack")).isEqualTo(
                "{\"name\":\"shop\",\"folder\":\"/shop\",\"files\":[\"/shop/astra.yaml\"],\"services\":[]}\n");
    }

    @Test
    void anUnknownServiceIsNamed() throws IOException {
        assertThat(get("/services/nope")).startsWith("HTTP/1.1 404 ").contains("no service \"nope\"");
    }

    @Test
    void eventsBeginWithWhatIsSoAndGoOn() throws IOException {
        events.publish(new Event.ServiceChanged(running("web")));
        try (RawClient client = new RawClient(socket())) {
            client.send("GET /events HTTP/1.1\r\n\r\n");
            assertThat(client.readUntil("\n\n")).contains("text/event-stream",
                    "event: service\ndata: {\"type\":\"service\"",
                    "\"service\":\"web\"");
            events.publish(new Event.Stopped("web", "stopped in 0.1s", true));
            assertThat(client.readUntil("\n\n")).isEqualTo(
                    """
                            event: stopped
                            data: {"type":"stopped","time":"2026-01-01T00:00:00Z","service":"web","status":null,"text":"stopped in 0.1s",\
                            "fraction":null,"clean":true}

                            """);
        }
    }

    private String body(String path) throws IOException {
        String answer = get(path);
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private String get(String path) throws IOException {
        try (RawClient client = new RawClient(socket())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: astra\r\n\r\n");
            return client.readAll();
        }
    }

    private Path socket() {
        return folder.resolve("control.sock");
    }

    static Resources resources(EventBus events) {
        Stack stack = new Stack("shop", Path.of("/shop"), List.of(Path.of("/shop/astra.yaml")), EngineChoice.AUTO,
                Map.of(), dev.astra.model.Resources.NONE);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Resources(() -> stack, events, new Loads(_ -> Optional.empty(), clock), clock);
    }

    private static ServiceStatus running(String name) {
        return new ServiceStatus(name, "front", "native", ServiceState.RUNNING, Health.HEALTHY, "", OptionalLong.of(42),
                Optional.empty(), List.of(new Port("", 8080, 8080, Port.Protocol.TCP)), 3, 1, Optional.of(NOW),
                OptionalInt.empty(), "");
    }

    private static ServiceStatus failed(String name) {
        return new ServiceStatus(name, "", "native", ServiceState.FAILED, Health.NONE, "exited 3", OptionalLong.empty(),
                Optional.empty(), List.of(), 1, 0, Optional.of(NOW), OptionalInt.of(3), "");
    }
}
