package dev.astra.container;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A registry of images (the distribution specification's `GET`s) with one image, of whose layer it hands out the first half only.
final class SlowRegistry implements AutoCloseable {
    private static final int SIZE = 1 << 20;
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch cut = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String layer = "sha256:" + UUID.randomUUID().toString().replace("-", "").repeat(2);
    private final byte[] config = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":"
            + "\"layers\",\"diff_ids\":[\"" + layer + "\"]}}").getBytes(StandardCharsets.UTF_8);
    private final HttpServer server;

    SlowRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v2/", this::answer);
        server.start();
    }

    String image() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/slow/image:1";
    }

    /// Counts down when half of the layer is out.
    CountDownLatch begun() {
        return begun;
    }

    /// Breaks off, and has no such layer any more.
    void cut() {
        cut.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/" + layer)) {
                half(exchange);
            } else if (path.contains("/blobs/")) {
                send(exchange, "application/octet-stream", config);
            } else if (path.contains("/manifests/")) {
                send(exchange, MANIFEST, manifest().getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void half(HttpExchange exchange) throws IOException, InterruptedException {
        if (cut.getCount() == 0) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.sendResponseHeaders(200, SIZE);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(new byte[SIZE / 2]);
            body.flush();
            begun.countDown();
            cut.await();
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(body));
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private String manifest() {
        return """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},
                 "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}
                """.formatted(MANIFEST, config.length, digest(config), SIZE, layer);
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        cut();
        server.stop(0);
        threads.shutdownNow();
    }
}
