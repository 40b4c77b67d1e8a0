package dev.astra.services.gateway;

import static dev.astra.services.gateway.OpenApi.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/// Asks gateways, holds each answer against the file, and remembers which of the answers named there were given. Safe for
/// use by many threads.
final class Conversation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> given = new ConcurrentSkipListSet<>();
    private final OpenApi file;

    Conversation(OpenApi file) {
        this.file = file;
    }

    /// A request.
    ///
    /// @param operation as the file names it, such as `GET /v1/goals/{id}`
    /// @param path what is really asked for
    /// @param body JSON, or null for none
    record Question(String operation, String path, @Nullable String body) {
        Question(String operation, @Nullable String body) {
            this(operation, operation.split(" ")[1].replace("{id}", UUID.randomUUID().toString()), body);
        }

        HttpRequest at(String gateway, String token) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                    .timeout(PATIENCE)
                    .method(operation.split(" ")[0],
                            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build();
        }
    }

    /// Asks, and expects this status.
    /// @return the body
    Map<String, Object> ask(String gateway, String token, Question question, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(question.at(gateway, token), BodyHandlers.ofString());
        String what = question.operation() + " " + answer.statusCode();
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(status);
        assertThat(file.statuses(question.operation())).as(what).contains(status);
        Map<String, Object> response = file.response(question.operation(), status);
        Map<String, Object> content = map(response.get("content"));
        assertThat(content.keySet()).as(what).contains(answer.headers().firstValue("Content-Type").orElse("none"));
        Object body = new Yaml().load(answer.body());
        assertThat(file.faults(map(content.get("application/json")).get("schema"), body, what)).isEmpty();
        if (response.containsKey("headers")) {
            assertThat(answer.headers().map().keySet()).as(what)
                    .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
                    .containsAll(map(response.get("headers")).keySet());
        }
        given.add(what);
        return map(body);
    }

    /// Hears the events of a goal to their end.
    ///
    /// @param quiet what to do when for the first time nothing happens for a while
    /// @return the names of the events, in order
    List<String> hear(String gateway, String token, Question question, Runnable quiet)
            throws IOException, InterruptedException {
        Map<String, Object> content = map(file.response(question.operation(), 200).get("content"));
        Map<String, Object> schemas = map(map(content.get("text/event-stream")).get("x-events"));
        HttpResponse<Stream<String>> answer = client.send(question.at(gateway, token), BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        List<String> names = new java.util.ArrayList<>();
        try (Stream<String> lines = answer.body()) {
            lines.forEach(line -> {
                if (line.startsWith(":")) {
                    quiet.run();
                } else if (line.startsWith("event: ")) {
                    names.add(line.substring("event: ".length()));
                } else if (line.startsWith("data: ")) {
                    Object data = new Yaml().load(line.substring("data: ".length()));
                    assertThat(file.faults(schemas.get(names.getLast()), data, names.getLast())).isEmpty();
                }
            });
        }
        given.add(question.operation() + " 200");
        return names;
    }

    /// Operation and status of each answer that was given.
    Set<String> given() {
        return given;
    }

    @Override
    public void close() {
        client.close();
    }
}
