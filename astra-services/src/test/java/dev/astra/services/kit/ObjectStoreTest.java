package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Object storage that does not do what it should: whoever asks can wait for it.
class ObjectStoreTest {
    @Test
    void oneThatIsNotThereIsUnavailable() throws IOException {
        HttpServer gone = serving(exchange -> exchange.close());
        gone.stop(0);
        isUnavailable(gone);
    }

    @Test
    void oneThatEndsWhileItIsAskedIsUnavailable() throws IOException {
        isUnavailable(serving(exchange -> exchange.getResponseBody().close()));
    }

    @Test
    void oneThatEndsInTheMiddleOfItsAnswerIsUnavailable() throws IOException {
        isUnavailable(serving(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            throw new IOException("it ends here");
        }));
    }

    @Test
    void oneThatCannotAnswerForNowIsUnavailable() throws IOException {
        for (int status : new int[]{500, 502, 503, 504}) {
            isUnavailable(serving(exchange -> {
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            }));
        }
    }

    private static HttpServer serving(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static void isUnavailable(HttpServer server) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (ObjectStore store = new ObjectStore(
                new Settings(Map.of("S3_ENDPOINT", url), ServiceName.EXECUTION_WORKER, false))) {
            assertThatThrownBy(() -> store.get("key")).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> store.put("key", "text/plain", new byte[]{1}))
                    .isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> store.list("")).isInstanceOf(StoreUnavailable.class);
        } finally {
            server.stop(0);
        }
    }
}
