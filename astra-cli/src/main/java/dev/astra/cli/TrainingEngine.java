package dev.astra.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Answers as a container engine would that has an image, and makes of it a container that ends at once: so much that [Training] gets
/// from a start to its end. One question a connection.
final class TrainingEngine implements AutoCloseable {
    private static final int MOST = 64 << 10;
    private static final String HEAD = "HTTP/1.1 %s\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
    private static final String CONTAINER = """
            {"Id": "1", "Name": "/trained", "Image": "sha256:1", "Created": "2026-01-01T00:00:00Z",
             "State": {"Status": "exited", "Running": false, "ExitCode": 0, "Pid": 0,
                       "StartedAt": "2026-01-01T00:00:00Z", "FinishedAt": "2026-01-01T00:00:01Z"},
             "Config": {"Image": "trained", "Labels": {}, "Env": []}, "HostConfig": {}, "Mounts": [],
             "NetworkSettings": {"Networks": {}, "Ports": {}}}""";

    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

    TrainingEngine(Path socket) throws IOException {
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().name("training engine").start(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel asked = server.accept();
                Thread.ofVirtual().start(() -> answer(asked));
            }
        } catch (IOException closed) {
            // that is its end
        }
    }

    private static void answer(SocketChannel connection) {
        ByteBuffer question = ByteBuffer.allocate(MOST);
        try (connection) {
            String head = "";
            while (!head.contains("\r\n\r\n") && connection.read(question) >= 0) {
                head = new String(question.array(), 0, question.position(), StandardCharsets.US_ASCII);
            }
            String path = head.replaceFirst("(?s)^\\S+ ([^ ?]*).*", "$1");
            boolean unknown = path.contains("/containers/trained") || path.contains("/volumes/trained");
            connection.write(ByteBuffer.wrap(HEAD.formatted(unknown ? "404 Not Found" : "200 OK")
                    .concat(unknown ? "{\"message\": \"it is not there\"}" : answer(path))
                    .getBytes(StandardCharsets.US_ASCII)));
            connection.shutdownOutput();
            while (connection.read(question.clear()) >= 0) {
                // whoever asked has more to say than matters here
            }
        } catch (IOException gone) {
            // nobody waits for the answer
        }
    }

    private static String answer(String path) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "_ping" -> "OK";
            case "create" -> "{\"Id\": \"1\", \"Warnings\": []}";
            case "wait" -> "{\"StatusCode\": 0}";
            case "networks" -> "[]";
            case "volumes" -> "{\"Volumes\": []}";
            case "json" -> path.contains("/images/")
                    ? "{\"Id\": \"sha256:1\", \"Config\": {}}"
                    : path.endsWith("/containers/json") ? "[]" : CONTAINER;
            default -> "";
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
