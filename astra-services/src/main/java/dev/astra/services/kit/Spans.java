package dev.astra.services.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells a collector of OpenTelemetry what was done, when `OTEL_EXPORTER_OTLP_ENDPOINT` says where one is, as JSON over HTTP
/// (https://opentelemetry.io/docs/specs/otlp/#otlphttp). Work never waits for it: what does not fit is dropped, and so is what
/// the collector does not take. Safe for use by many threads.
final class Spans {
    /// Tells nobody.
    static final Spans NONE = new Spans("", "", Log.toStandardOutput(""));

    private static final int MOST_WAITING = 4_096;
    private static final int BATCH = 512;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final String service;
    private final String endpoint;
    private final Log log;

    /// @param endpoint such as `http://127.0.0.1:4318`; empty: nobody is told
    Spans(String service, String endpoint, Log log) {
        this.service = service;
        this.endpoint = endpoint.replaceAll("/+$", "");
        this.log = log;
    }

    boolean isWanted() {
        return !endpoint.isEmpty();
    }

    /// Does the work as this piece of its trace, which is told of when it has ended.
    <T, X extends Throwable> T within(Trace trace, Span.Kind kind, String name, ScopedValue.CallableOp<T, X> work)
            throws X {
        if (!isWanted()) {
            return trace.call(work);
        }
        long from = now();
        boolean failed = true;
        try {
            T result = trace.call(work);
            failed = false;
            return result;
        } finally {
            add(new Span(trace, name, kind, from, now(), failed));
        }
    }

    /// Tells of what has ended, unless the collector is slower than the work.
    void add(Span span) {
        if (isWanted()) {
            waiting.offer(span);
        }
    }

    /// Method and path of a request, without the ids in it.
    static String name(String method, String path) {
        return method + " " + path.replaceAll("/[^/]{20,}", "/{}");
    }

    /// In nanoseconds since 1970.
    static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /// Tells the collector until the thread is interrupted, then of what is left.
    void export() throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build()) {
            while (true) {
                List<Span> batch = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(batch, BATCH - 1);
                send(client, batch);
            }
        }
    }

    private void send(HttpClient client, List<Span> batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/v1/traces"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(SpanBatch.of(service, batch))))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                log.warn("the collector does not take spans", "status", response.statusCode(), "spans", batch.size());
            }
        } catch (IOException failure) {
            log.warn("the collector does not answer", "endpoint", endpoint, "spans", batch.size(), "reason", failure);
            Thread.sleep(TIMEOUT);
        }
    }
}
