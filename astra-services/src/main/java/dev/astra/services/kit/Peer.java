package dev.astra.services.kit;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Another service, asked over HTTP within this thread's trace. A request that got no answer, or 503, is sent again for about
/// three seconds, so that a restart of the other goes unnoticed: every request between services is idempotent. Safe for use
/// by many threads.
///
/// [HttpURLConnection] asks on the thread that wants to know: the newer client hands each question to two threads of its own and back,
/// which takes several times the processor time of a question between neighbours.
public final class Peer {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final int ATTEMPTS = 8;

    private static final Duration CONNECT = Duration.ofSeconds(2);

    static {
        // connections kept open to each neighbour
        System.setProperty("http.maxConnections", "16");
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

    /// The same, with more or less time until an answer begins; 10 s unless said.
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

    private record Answer(int status, String body) {}

    private String ask(String method, String path, @Nullable String body) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1;; attempt++) {
            try {
                Answer answer = once(method, path, body);
                if (answer.status() != 503 || attempt == ATTEMPTS) {
                    return accept(answer, method, path);
                }
            } catch (SocketTimeoutException failure) {
                throw new PeerUnavailable(name.text() + " did not answer " + method + " " + path + " within " + timeout,
                        failure);
            } catch (IOException failure) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new PeerUnavailable("interrupted while asking " + name.text(), failure);
                }
                if (attempt == ATTEMPTS) {
                    throw new PeerUnavailable(name.text() + " at " + url + " does not answer: " + failure, failure);
                }
            }
            pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private Answer once(String method, String path, @Nullable String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url + path)
                .toURL()
                .openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("traceparent", Trace.header());
        connection.setRequestProperty("content-type", "application/json");
        connection.setDoOutput(body != null);
        connect(connection);
        if (body != null) {
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            // read to its end, so that the connection is kept
            byte[] bytes = answer == null ? new byte[0] : answer.readAllBytes();
            return new Answer(status, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /// Nothing was asked yet when this takes too long, so it is no answer that is missing.
    private static void connect(HttpURLConnection connection) throws IOException {
        try {
            connection.connect();
        } catch (SocketTimeoutException failure) {
            throw new ConnectException(failure.getMessage());
        }
    }

    private String accept(Answer answer, String method, String path) {
        int status = answer.status();
        if (status < 300) {
            return answer.body();
        }
        if (status >= 500) {
            throw new PeerUnavailable(
                    name.text() + " answered " + status + " to " + method + " " + path + ": " + answer.body());
        }
        Problem problem = Json.read(Problem.class, answer.body());
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
