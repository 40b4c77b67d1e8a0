package dev.astra.services.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The HTTP door of a service on 127.0.0.1: one virtual thread a request, each in the trace its header names.
final class Door implements AutoCloseable {
    static {
        // without it an answer waits up to 40 ms for the acknowledgement of its header
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "512");
    }

    private static final Set<String> ABOUT_ITSELF = Set.of("/healthz", "/readyz");
    private static final Duration DRAIN = Duration.ofMillis(600);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser requests = new Phaser(1);
    private final Routes routes;
    private final Spans spans;
    private final Log log;

    /// @param port 0 for any that is free
    Door(int port, Routes routes, Spans spans, Log log) throws IOException {
        this.routes = routes;
        this.spans = spans;
        this.log = log;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        server.setExecutor(threads);
        server.createContext("/", this::accept);
    }

    void open() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void accept(HttpExchange exchange) {
        requests.register();
        try {
            Trace trace = Trace.follow(exchange.getRequestHeaders().getFirst("traceparent"));
            long from = Spans.now();
            int status = trace.call(() -> answer(exchange));
            String path = exchange.getRequestURI().getPath();
            if (spans.isWanted() && !ABOUT_ITSELF.contains(path)) {
                spans.add(new Span(trace, Spans.name(exchange.getRequestMethod(), path), Span.Kind.SERVER, from,
                        Spans.now(), status >= 500));
            }
        } finally {
            exchange.close();
            requests.arriveAndDeregister();
        }
    }

    /// @return the status
    private int answer(HttpExchange exchange) {
        try {
            // no switch, as in Log: the first answer is awaited by whoever starts the service
            Response response = handle(exchange);
            if (response instanceof Response.Whole whole) {
                write(exchange, whole);
                return whole.status();
            } else if (response instanceof Response.Events events) {
                stream(exchange, events);
            }
        } catch (IOException _) {
            // whoever asked has gone
        }
        return 200;
    }

    private Response handle(HttpExchange exchange) {
        String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        try {
            Routes.Match match = routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            return match.handler().handle(new Request(exchange, match.pathParts()));
        } catch (Refusal refusal) {
            if (refusal.retryAfter() > 0) {
                exchange.getResponseHeaders().set("Retry-After", String.valueOf(refusal.retryAfter()));
            }
            return Response.json(refusal.status(), refusal.problem());
        } catch (StoreUnavailable | PeerUnavailable unavailable) {
            log.warn("cannot answer for now", "request", what, "reason", unavailable);
            return Response.json(503, new Problem(unavailable.getMessage(), "try again in a moment"));
        } catch (Exception failure) {
            log.error("request failed", "request", what, "reason", failure);
            return Response.json(500, new Problem("this request failed: " + failure,
                    "look for this trace in the logs: " + Trace.header()));
        }
    }

    private static void write(HttpExchange exchange, Response.Whole whole) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", whole.contentType());
        exchange.sendResponseHeaders(whole.status(), whole.body().length == 0 ? -1 : whole.body().length);
        if (whole.body().length > 0) {
            exchange.getResponseBody().write(whole.body());
        }
    }

    private static void stream(HttpExchange exchange, Response.Events events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try {
            events.source().writeTo(new Response.EventWriter() {
                @Override
                public void event(String name, String data) throws IOException {
                    send(out, "event: " + name + "\ndata: " + data + "\n\n");
                }

                @Override
                public void comment(String text) throws IOException {
                    send(out, ": " + text + "\n\n");
                }
            });
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// Takes no new request, lets those that run finish within 600 ms, then ends them.
    @Override
    public void close() {
        try {
            int phase = requests.arriveAndDeregister();
            requests.awaitAdvanceInterruptibly(phase, DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException _) {
            log.warn("some requests did not finish in time");
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
