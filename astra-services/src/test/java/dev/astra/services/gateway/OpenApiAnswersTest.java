package dev.astra.services.gateway;

import static dev.astra.services.gateway.OpenApi.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.astra.services.gateway.Conversation.Question;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import dev.astra.services.together.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// gateway.yaml against what is answered: each status it names is brought about, and each answer has the fields that it says.
@Timeout(600)
class OpenApiAnswersTest {
    private static final String REGISTER = "POST /v1/users";
    private static final String TOKEN = "POST /v1/tokens";
    private static final String SUBMIT = "POST /v1/goals";
    private static final String GOAL = "GET /v1/goals/{id}";
    private static final String EVENTS = "GET /v1/goals/{id}/events";
    private static final String ADD_AGENT = "POST /v1/agents";
    private static final String MEMORIES = "GET /v1/memories";
    private static final String ADMIN = "{\"name\": \"admin\", \"password\": \"astra-local\"}";
    private static final String SOMEBODY = "{\"name\": \"somebody\", \"password\": \"a long one\"}";
    private static final Map<String, String> BODIES = Map.of(REGISTER, SOMEBODY, TOKEN, SOMEBODY, SUBMIT,
            "{\"text\": \"Say something about small services.\"}", ADD_AGENT,
            "{\"name\": \"second reader\", \"capabilities\": [\"browse\"]}");

    @TempDir
    Path folder;

    private final OpenApi file = OpenApi.read();
    private final Conversation conversation = new Conversation(file);
    private Platform platform;
    private String gateway = "";
    private String admin = "";
    private String somebody = "";

    OpenApiAnswersTest() throws IOException {}

    @BeforeEach
    void start() throws IOException, InterruptedException {
        platform = new Platform(folder);
        gateway = url(ServiceName.API_GATEWAY);
        platform.start(ServiceName.values().length,
                Stream.concat(Stream.of(Host.class.getName()), Stream.of(ServiceName.values()).map(ServiceName::text))
                        .toArray(String[]::new));
    }

    @AfterEach
    void stop() throws IOException {
        platform.close();
        conversation.close();
    }

    @Test
    void everyAnswerIsAsItSays() throws Exception {
        accounts();
        goals();
        agentsAndMemories();
        conversation.ask(gateway, "", question("GET /healthz"), 200);
        conversation.ask(gateway, "", question("GET /readyz"), 200);
        for (String operation : naming(413)) {
            conversation.ask(gateway, admin, new Question(operation, " ".repeat(4 * 1024 * 1024 + 1)), 413);
        }
        for (String operation : naming(401)) {
            if (!operation.equals(TOKEN)) {
                conversation.ask(gateway, "no-token", question(operation), 401);
            }
        }
        tooMany();
        notNow();
        forbidden();
        assertThat(conversation.given()).isEqualTo(named());
    }

    private void accounts() throws Exception {
        conversation.ask(gateway, "", question(TOKEN), 401);
        conversation.ask(gateway, "", question(REGISTER), 201);
        conversation.ask(gateway, "", question(REGISTER), 409);
        conversation.ask(gateway, "", new Question(REGISTER, "{\"name\": \"x\", \"password\": \"short\"}"), 400);
        conversation.ask(gateway, "", new Question(TOKEN, "{\"name\": \"x\"}"), 400);
        somebody = token(question(TOKEN));
        admin = token(new Question(TOKEN, ADMIN));
    }

    private String token(Question question) throws Exception {
        return String.valueOf(conversation.ask(gateway, "", question, 201).get("token"));
    }

    /// One goal reads a page, which is held back until somebody listens to its events.
    private void goals() throws Exception {
        CountDownLatch listened = new CountDownLatch(1);
        HttpServer page = page(listened);
        String text = "Sum up http://127.0.0.1:" + page.getAddress().getPort() + "/ for people who run small services.";
        String id = UUID.randomUUID().toString();
        try {
            conversation.ask(gateway, somebody, new Question(SUBMIT, goal(id, text)), 202);
            conversation.ask(gateway, somebody, new Question(SUBMIT, goal(id, text)), 202);
            conversation.ask(gateway, somebody, new Question(SUBMIT, goal(id, "another")), 409);
            List<String> events = conversation.hear(gateway, somebody,
                    new Question(EVENTS, "/v1/goals/" + id + "/events", null), listened::countDown);
            assertThat(events).startsWith("graph").endsWith("graph").contains("task", "goal");
        } finally {
            listened.countDown();
            page.stop(0);
        }
        Map<String, Object> graph = conversation.ask(gateway, somebody, new Question(GOAL, "/v1/goals/" + id, null),
                200);
        assertThat(map(graph.get("goal"))).containsKeys("finishedAt", "evaluation");
        assertThat((List<?>) graph.get("tasks")).hasSize(6).allMatch(task -> map(task).containsKey("artifact"));
        conversation.ask(gateway, somebody, question("GET /v1/goals"), 200);
        conversation.ask(gateway, somebody, new Question("GET /v1/goals", "/v1/goals?limit=few", null), 400);
        conversation.ask(gateway, somebody, new Question(SUBMIT, "{}"), 400);
        for (String operation : List.of(GOAL, EVENTS)) {
            String path = operation.split(" ")[1];
            conversation.ask(gateway, somebody, question(operation), 404);
            conversation.ask(gateway, somebody, new Question(operation, path.replace("{id}", "first"), null), 400);
        }
    }

    private static String goal(String id, String text) {
        return "{\"id\": \"" + id + "\", \"text\": \"" + text + "\"}";
    }

    private static HttpServer page(CountDownLatch listened) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                listened.await(1, TimeUnit.MINUTES);
                byte[] body = "Small services are run by people.".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private void agentsAndMemories() throws Exception {
        conversation.ask(gateway, somebody, question("GET /v1/agents"), 200);
        conversation.ask(gateway, admin, question(ADD_AGENT), 201);
        conversation.ask(gateway, admin, question(ADD_AGENT), 409);
        conversation.ask(gateway, admin, new Question(ADD_AGENT, "{\"name\": \"idler\", \"capabilities\": []}"), 400);
        String goal = UUID.randomUUID().toString();
        put(ServiceName.MEMORY_SERVICE, "/memories/" + goal, "{\"goalId\": \"" + goal + "\", \"owner\": \""
                + UUID.randomUUID() + "\", \"text\": \"zebras\", \"summary\": \"striped\"}");
        Map<String, Object> found = conversation.ask(gateway, admin,
                new Question(MEMORIES, "/v1/memories?q=zebras&limit=3", null), 200);
        assertThat((List<?>) found.get("memories")).isNotEmpty();
        conversation.ask(gateway, somebody, question(MEMORIES), 400);
    }

    private void tooMany() throws Exception {
        try (ServiceContext strict = another(Map.of("RATE_LIMIT", "0"))) {
            for (String operation : naming(429)) {
                conversation.ask(url(strict), admin, question(operation), 429);
            }
        }
    }

    /// Each answer takes as long as the gateway's patience, so they are awaited together.
    private void notNow() throws Exception {
        try (ServiceContext alone = another(
                Map.of("IDENTITY_URL", "http://127.0.0.1:1", "REDIS_URL", "redis://127.0.0.1:1"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> answers = new ArrayList<>();
            for (String operation : naming(503)) {
                answers.add(threads.submit(() -> conversation.ask(url(alone), somebody, question(operation), 503)));
            }
            for (Future<?> answer : answers) {
                answer.get(2, TimeUnit.MINUTES);
            }
        }
    }

    private void forbidden() throws Exception {
        put(ServiceName.ACCESS_CONTROL, "/policies/user", "{\"role\": \"user\", \"actions\": []}");
        try (ServiceContext fresh = another(Map.of())) {
            for (String operation : naming(403)) {
                conversation.ask(url(fresh), somebody, question(operation), 403);
            }
        }
    }

    /// One more gateway before the same services, but for these settings.
    private ServiceContext another(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(platform.environment());
        environment.put("API_GATEWAY_PORT", "0");
        environment.putAll(settings);
        return TestStores.started(new ApiGateway(), environment);
    }

    private String url(ServiceName service) {
        return String.valueOf(platform.environment().get(service.name() + "_URL"));
    }

    private static String url(ServiceContext context) {
        return "http://127.0.0.1:" + context.port();
    }

    private void put(ServiceName service, String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url(service) + path))
                    .PUT(BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private static Question question(String operation) {
        @Nullable
        String body = BODIES.get(operation);
        return new Question(operation, body);
    }

    private List<String> naming(int status) {
        return file.operations().stream().filter(operation -> file.statuses(operation).contains(status)).toList();
    }

    private TreeSet<String> named() {
        TreeSet<String> named = new TreeSet<>();
        file.operations()
                .forEach(operation -> file.statuses(operation).forEach(status -> named.add(operation + " " + status)));
        return named;
    }
}
