package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A service that is asked by another, with a collector that takes what both tell it.
@Timeout(60)
class SpansTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private HttpServer collector = HttpServer.create();

    SpansTest() throws java.io.IOException {}

    @BeforeEach
    void start() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            try (exchange) {
                told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void aRequestIsToldOfWithItsTraceAndWhoCausedIt() throws Exception {
        Map<String, String> settings = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort());
        try (ServiceContext context = TestStores.context(ServiceName.AGENT_SERVICE, settings)) {
            context.routes().get("/agents/{id}", _ -> Response.ok(new Problem("a", "b")));
            context.open();
            Trace trace = Trace.begin();
            Peer peer = new Peer(ServiceName.AGENT_SERVICE, "http://127.0.0.1:" + context.port(),
                    Duration.ofSeconds(10), Spans.NONE);
            trace.call(() -> peer.get("/agents/00000000-0000-4000-8000-000000000001", Problem.class));
            assertThat(told.poll(30, TimeUnit.SECONDS)).contains(
                    "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"agent-service\"}}",
                    "\"traceId\":\"" + trace.traceId() + "\"", "\"name\":\"GET /agents/{}\",\"kind\":2",
                    "\"status\":{\"code\":0}").doesNotContain("\"parentSpanId\":\"\"");
        }
    }

    @Test
    void whatFailsIsToldOfAsAFailure() throws Exception {
        Spans spans = new Spans("task-service", "http://127.0.0.1:" + collector.getAddress().getPort(),
                Log.toStandardOutput("task-service"));
        Thread export = Thread.ofVirtual().start(() -> {
            try {
                spans.export();
            } catch (InterruptedException _) {
                // stopped
            }
        });
        try {
            Trace trace = Trace.begin();
            spans.within(trace, Span.Kind.CONSUMER, "run task", () -> {
                throw new IllegalStateException("no");
            });
        } catch (IllegalStateException _) {
            assertThat(told.poll(30, TimeUnit.SECONDS)).contains("\"name\":\"run task\",\"kind\":5",
                    "\"status\":{\"code\":2}");
        } finally {
            export.interrupt();
        }
    }
}
