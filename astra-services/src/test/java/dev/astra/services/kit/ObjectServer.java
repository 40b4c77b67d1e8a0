package dev.astra.services.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// As much of S3 as [ObjectStore] speaks, in memory, on a free port.
public final class ObjectServer implements AutoCloseable {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ObjectStore store;

    public ObjectServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.start();
        store = new ObjectStore(new Settings(Map.of("S3_ENDPOINT", url()), ServiceName.TOOL_RUNTIME, false));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("PUT")) {
                objects.put(path, body);
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            byte[] found = objects.get(path);
            exchange.sendResponseHeaders(found == null ? 404 : 200,
                    found == null || found.length == 0 ? -1 : found.length);
            if (found != null) {
                exchange.getResponseBody().write(found);
            }
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// A client of it.
    public ObjectStore store() {
        return store;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
