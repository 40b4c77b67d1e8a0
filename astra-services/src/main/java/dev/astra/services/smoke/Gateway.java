package dev.astra.services.smoke;

import dev.astra.services.contract.Credentials;
import dev.astra.services.contract.Goal;
import dev.astra.services.contract.GoalGraph;
import dev.astra.services.contract.GoalList;
import dev.astra.services.contract.NewGoal;
import dev.astra.services.contract.Token;
import dev.astra.services.kit.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The gateway as a user sees it.
public final class Gateway {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private volatile String token = "";

    /// @param url with the version, such as `http://127.0.0.1:7100/v1`
    public Gateway(String url) {
        this.url = url;
    }

    /// Takes a token for what follows.
    public void logIn(String name, String password) throws IOException, InterruptedException {
        token = Json.read(Token.class, send("/tokens", Json.write(new Credentials(name, password)))).token();
    }

    /// The id of the goal.
    String submit(String text) throws IOException, InterruptedException {
        return submit(UUID.randomUUID().toString(), text).id();
    }

    /// Submits a goal; again with the same id, it makes no second one.
    /// @throws Wrong when the gateway does not take it
    public Goal submit(String id, String text) throws IOException, InterruptedException {
        // the gateway takes the owner from the token
        return Json.read(Goal.class, send("/goals", Json.write(new NewGoal(id, "ignored", text))));
    }

    /// The goal with its tasks.
    /// @throws Wrong when the gateway does not show it
    public GoalGraph show(String goal) throws IOException, InterruptedException {
        return Json.read(GoalGraph.class, send("/goals/" + goal, null));
    }

    /// The newest goals.
    /// @throws Wrong when the gateway does not list them
    public List<Goal> newest(int limit) throws IOException, InterruptedException {
        return Json.read(GoalList.class, send("/goals?limit=" + limit, null)).goals();
    }

    /// Reads the goal's events until it has come to its end, then how it stands.
    /// @throws Wrong when that takes longer than the patience
    public GoalGraph follow(String goal, Duration patience, Consumer<String> listener)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        HttpRequest request = request("/goals/" + goal + "/events", null).build();
        try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
            String event = "";
            for (Iterator<String> each = lines.iterator(); each.hasNext();) {
                String line = each.next();
                Wrong.unless(System.nanoTime() < deadline, "goal " + goal + " is not finished after " + patience);
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ") && !event.equals("graph")) {
                    listener.accept(event + " " + line.substring("data: ".length()));
                }
            }
        }
        return show(goal);
    }

    private String send(String path, @Nullable String body) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(path, body).timeout(Duration.ofSeconds(30)).build(),
                BodyHandlers.ofString());
        Wrong.unless(response.statusCode() < 300,
                "the gateway answered " + response.statusCode() + " at " + path + ": " + response.body());
        return response.body();
    }

    private HttpRequest.Builder request(String path, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .method(body == null ? "GET" : "POST",
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }
}
