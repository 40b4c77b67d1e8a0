package dev.astra.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.launch.Running;
import dev.astra.model.Healthcheck;
import dev.astra.model.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProberTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void anAnswerBelow400IsWell() throws Exception {
        try (Server server = Server.answering("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")) {
            ProbeResult result = http(server.port(), "/readyz?deep=1", LONG);

            assertThat(result.well()).isTrue();
            assertThat(result.detail())
                    .isEqualTo("GET http://127.0.0.1:" + server.port() + "/readyz?deep=1 answered 302");
        }
    }

    @Test
    void aServerFromTheDaysOfHttp10IsUnderstood() throws Exception {
        try (Server server = Server.answering("HTTP/1.0 200 OK\n\nok")) {
            assertThat(http(server.port(), "", LONG).well()).isTrue();
        }
    }

    @Test
    void anAnswerFrom400OnShowsTheBeginningOfItsBody() throws Exception {
        String body = "{\"database\":\n \"down\"}" + "x".repeat(500);
        try (Server server = Server
                .answering("HTTP/1.1 503 Busy\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            ProbeResult result = http(server.port(), "/", LONG);

            assertThat(result.well()).isFalse();
            assertThat(result.detail()).contains(" answered 503: {\"database\": \"down\"}xxx")
                    .endsWith("x…")
                    .hasSizeLessThan(300);
        }
    }

    @Test
    void aChunkedBodyIsShownWithoutItsSizes() throws Exception {
        try (Server server = Server.answering(
                "HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndead\r\n0\r\n\r\n")) {
            assertThat(http(server.port(), "/", LONG).detail()).endsWith(" answered 500: dead");
        }
    }

    @Test
    void aProvisionalAnswerIsNotTheAnswer() throws Exception {
        try (Server server = Server.answering("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 No\r\n\r\n")) {
            assertThat(http(server.port(), "/", LONG).detail()).endsWith(" answered 404");
        }
    }

    @Test
    void theTimeoutIsHardForAServerThatDribbles() throws Exception {
        try (Server server = new Server("127.0.0.1",
                (connection, self) -> self.dribble(connection.getOutputStream(), 'H'))) {
            assertThat(http(server.port(), "/", SHORT)).isEqualTo(ProbeResult
                    .ill("GET http://127.0.0.1:" + server.port() + "/ gave no answer within 200ms"));
        }
    }

    @Test
    void aBodyThatDribblesDoesNotUndoTheStatus() throws Exception {
        try (Server server = new Server("127.0.0.1", (connection, self) -> {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            self.dribble(connection.getOutputStream(), 'x');
        })) {
            assertThat(http(server.port(), "/", LONG).well()).isTrue();
        }
    }

    @Test
    void anAnswerWithoutEndIsReadBoundedly() throws Exception {
        try (Server server = new Server("127.0.0.1", (connection, _) -> {
            byte[] noise = "header: x\r\n".repeat(1000).getBytes(UTF_8);
            while (true) {
                connection.getOutputStream().write(noise);
            }
        })) {
            assertThat(http(server.port(), "/", LONG).detail()).contains("not HTTP").hasSizeLessThan(400);
        }
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsSaid() throws Exception {
        try (Server server = Server.answering("")) {
            assertThat(http(server.port(), "/", LONG).detail()).endsWith("closed the connection without an answer");
        }
    }

    @Test
    void nobodyListening() throws Exception {
        int port = freePort();

        assertThat(http(port, "/", LONG)).isEqualTo(ProbeResult.ill("connection refused on 127.0.0.1:" + port));
        assertThat(tcp("localhost", port)).isEqualTo(
                ProbeResult.ill("connection refused on 127.0.0.1:" + port + " and [::1]:" + port));
    }

    @Test
    void localhostIsFoundOnEitherLoopbackAddress() throws Exception {
        try (Server four = new Server("127.0.0.1", (_, self) -> self.waitUntilClosed());
                Server six = new Server("::1", (_, self) -> self.waitUntilClosed())) {
            assertThat(tcp("localhost", four.port()).well()).isTrue();
            assertThat(tcp("localhost", six.port()).detail()).isEqualTo("connected to [::1]:" + six.port());
        }
    }

    @Test
    void aHostNobodyKnows() throws Exception {
        assertThat(tcp("no-such-host.invalid", 80).well()).isFalse();
    }

    @Test
    void aCommandThatEndsWithZeroIsWell() throws Exception {
        assertThat(exec(LONG, "true").well()).isTrue();
        assertThat(exec(LONG, "sh", "-c", "echo no database; exit 3"))
                .isEqualTo(ProbeResult.ill("`sh -c echo no database; exit 3` exited 3: no database"));
        assertThat(exec(SHORT, "sleep", "60").detail()).isEqualTo("`sleep 60` did not end within 200ms");
        assertThat(exec(LONG, "/no/such").well()).isFalse();
    }

    @Test
    void anInterruptEndsTheWaiting() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> tcp("127.0.0.1", freePort())).isInstanceOf(InterruptedException.class);
    }

    private static ProbeResult http(int port, String path, Duration timeout) throws InterruptedException {
        return probe(new Probe.Http(URI.create("http://127.0.0.1:" + port + path)), timeout);
    }

    private static ProbeResult tcp(String host, int port) throws InterruptedException {
        return probe(new Probe.Tcp(host, port), LONG);
    }

    private static ProbeResult exec(Duration timeout, String... command) throws InterruptedException {
        return probe(new Probe.Exec(List.of(command)), timeout);
    }

    private static ProbeResult probe(Probe probe, Duration timeout) throws InterruptedException {
        return prober(probe, timeout, ChildRun.thisProcess(), PortOwner.ANYBODY).probe();
    }

    static Prober prober(Probe probe, Duration timeout, Running running, PortOwner owner) {
        Healthcheck check = new Healthcheck(probe, LONG, timeout, 1, LONG, LONG);
        return Prober.forRun(check, running, RunOutput.NONE, owner);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
