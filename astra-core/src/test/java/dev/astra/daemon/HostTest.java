package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.config.LoadRequest;
import dev.astra.config.StackReader;
import dev.astra.model.Stack;
import dev.astra.supervise.Answer;
import dev.astra.supervise.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
    private static final long BOUND_SECONDS = 120;

    @TempDir
    private Path folder;

    /// The healthcheck is a command of the image that this machine need not have.
    @Test
    void aStoreListensOnItsPublishedPortIsHealthyByItsOwnProtocolAndItsDependentStarts() throws Exception {
        int port = freePort();
        Files.writeString(folder.resolve("astra.yaml"), """
                name: host-test
                services:
                  cache:
                    image: redis:7
                    ports: ["127.0.0.1:%d:6379"]
                    healthcheck: { test: [CMD, no-such-client, ping], interval: 1s, retries: 1 }
                  web:
                    command: [sleep, "1000"]
                    depends_on: { cache: { condition: service_healthy } }
                """.formatted(port));
        Stack stack = StackReader.read(LoadRequest.of(folder, System.getenv())).stack();
        try (Host host = Host.open(Project.of(folder.resolve("astra.yaml")), stack)) {
            Answer up = host.up(stack, Set.of(), true).get(BOUND_SECONDS, TimeUnit.SECONDS);
            assertThat(up.outcomes()).containsOnlyKeys("cache", "web")
                    .allSatisfy((_, outcome) -> assertThat(outcome.done()).isTrue());
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("+PONG");
            }
            Answer down = host.supervisor()
                    .submit(new Command.Down(Optional.empty()))
                    .get(BOUND_SECONDS, TimeUnit.SECONDS);
            assertThat(down.done()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
