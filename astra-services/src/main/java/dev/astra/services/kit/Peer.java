package dev.astra.services.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Another service, asked over HTTP within this thread's trace. A request that got no answer, or 503, is sent again for about
/// three seconds, so that a restart of the other goes unnoticed: every request between services is idempotent. Safe for use
/// by many threads.
public final class Peer {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final int ATTEMPTS = 8;

    /// One client for all peers of a process, made with the first question.
    private static final class Shared {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    private final ServiceName name;
    private final String url;
    private final Duration timeout;
    private final Spans spans;

    Peer(ServiceName name, String url, Duration timeout, Spans spans) {
        this.name = name;
        this.url = url;
        this.timeout = timeout;
        this.spans = spans;
    }

    /// The same, with more or less time for each answer; 10 s unless said.
    public Peer within(Duration longest) {
        return new Peer(name, url, longest, spans);
    }

    /// @throws Refusal as the other answered, when it refuses
    /// @throws PeerUnavailable when it does not answer
    public <T> T get(String path, Class<T> answer) {
        return Json.read(answer, send("GET", path, null));
    }

    /// As [#get].
    public <T> T post(String path, Object message, Class<T> answer) {
        return Json.read(answer, send("POST", path, Json.write(message)));
    }

    /// As [#get].
    public <T> T put(String path, Object message, Class<T> answer) {
        return Json.read(answer, send("PUT", path, Json.write(message)));
    }

    private String send(String method, String path, @Nullable String body) {
        return spans.within(Trace.next(), Span.Kind.CLIENT, Spans.name(method, path) + " of " + name.text(),
                () -> ask(method, path, body));
    }

    private String ask(String method, String path, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(timeout)
                .header("traceparent", Trace.header())
                .header("content-type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1;; attempt++) {
            try {
                HttpResponse<String> response = Shared.CLIENT.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 503 || attempt == ATTEMPTS) {
                    return accept(response, method, path);
                }
            } catch (HttpTimeoutException failure) {
                if (failure instanceof HttpConnectTimeoutException && attempt < ATTEMPTS) {
                    continue;
                }
                throw new PeerUnavailable(name.text() + " did not answer " + method + " " + path + " within " + timeout,
                        failure);
            } catch (IOException failure) {
                if (attempt == ATTEMPTS) {
                    throw new PeerUnavailable(name.text() + " at " + url + " does not answer: " + failure, failure);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new PeerUnavailable("interrupted while asking " + name.text(), interrupted);
            }
            pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private String accept(HttpResponse<String> response, String method, String path) {
        int status = response.statusCode();
        if (status < 300) {
            return response.body();
        }
        if (status >= 500) {
            throw new PeerUnavailable(
                    name.text() + " answered " + status + " to " + method + " " + path + ": " + response.body());
        }
        Problem problem = Json.read(Problem.class, response.body());
        throw new Refusal(status, problem.error() == null ? "refused by " + name.text() : problem.error(),
                problem.hint() == null ? "" : problem.hint());
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PeerUnavailable("interrupted while asking " + name.text(), interrupted);
        }
    }
}
