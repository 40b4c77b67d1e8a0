package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final ServiceContext context = TestStores.contextOf(ServiceName.AGENT_SERVICE, Map.of("PORT", "0"));

    @BeforeEach
    void open() {
        context.routes()
                .get("/things/{id}",
                        request -> Response.ok(new Problem(request.path("id"), request.query("q").orElse(null))))
                .get("/trace", _ -> Response.ok(new Problem(Trace.header(), null)))
                .get("/broken", _ -> {
                    throw new IllegalStateException("oh");
                })
                .get("/away", _ -> {
                    throw new StoreUnavailable("postgres", new IOException("gone"));
                })
                .post("/things", request -> Response.json(201, request.body(Problem.class)));
        context.open();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void isAliveAndReadyWithoutStores() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("{\"ready\":true,\"stores\":{}}");
    }

    @Test
    void handsOverPartsOfPathAndQuery() throws Exception {
        assertThat(get("/things/7?q=a%20b").body()).isEqualTo("{\"error\":\"7\",\"hint\":\"a b\"}");
    }

    @Test
    void anErrorSaysWhatToDo() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/things").statusCode()).isEqualTo(405);
        assertThat(get("/broken").statusCode()).isEqualTo(500);
        assertThat(get("/away").statusCode()).isEqualTo(503);
        assertThat(get("/away").body()).contains("try again");
    }

    @Test
    void followsTheTraceItIsGiven() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/trace"))
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .build();
        assertThat(send(request).body()).contains("00-" + TRACE + "-").doesNotContain("b7ad6b7169203331");
    }

    @Test
    void aPeerGetsTheAnswerOrTheRefusal() {
        Peer peer = new Peer(ServiceName.AGENT_SERVICE, "http://127.0.0.1:" + context.port(), Duration.ofSeconds(10),
                Spans.NONE);
        assertThat(peer.post("/things", new Problem("a", "b"), Problem.class)).isEqualTo(new Problem("a", "b"));
        assertThatThrownBy(() -> peer.get("/nothing", Problem.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
        assertThatThrownBy(() -> peer.get("/broken", Problem.class)).isInstanceOf(PeerUnavailable.class);
    }

    @Test
    void readyzSaysWhichStoreDoesNotAnswer() throws Exception {
        try (ServiceContext lost = TestStores.contextOf(ServiceName.IDENTITY,
                Map.of("PORT", "0", "REDIS_URL", "redis://127.0.0.1:1"))) {
            lost.redis();
            lost.open();
            HttpResponse<String> answer = send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + lost.port() + "/readyz")).build());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"redis\":\"").contains("127.0.0.1:1");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
