package dev.astra.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.event.EventBus;
import dev.astra.launch.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlServerTest {
    private static final String READ = "POST /run?stdin HTTP/1.1\r\nContent-Length: 18\r\n\r\nfolder=/\0arg=read\0";
    private static final Streams NOBODY = Streams.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());

    @TempDir
    private Path folder;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CompletableFuture<String> interrupted = new CompletableFuture<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private Path socket = Path.of("control.sock");
    private @Nullable ControlServer server;

    @BeforeEach
    void open() throws IOException {
        socket = folder.resolve("control.sock");
        server = ControlServer.open(socket, this::command, ResourcesTest.resources(new EventBus()));
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(server).close();
    }

    /// `echo WORD…` writes words, `cat` what it reads, `read` waits for a byte, `wait` until it is interrupted, `flood` without end, `end` and the host ends with it.
    private CommandRunner.Result command(Invocation invocation, Streams streams) {
        OutputStream to = streams.out();
        try {
            switch (invocation.arguments().getFirst()) {
                case "echo" -> {
                    to.write(String.join(" ", invocation.arguments()).getBytes(StandardCharsets.UTF_8));
                    streams.error().write("done".getBytes(StandardCharsets.UTF_8));
                }
                case "cat" -> {
                    if (streams.in().isPresent()) {
                        streams.in().get().transferTo(to);
                    }
                }
                case "read" -> {
                    waiting.countDown();
                    to.write(streams.in().orElseThrow().read());
                }
                case "wait" -> {
                    waiting.countDown();
                    new CountDownLatch(1).await();
                }
                case "flood" -> {
                    waiting.countDown();
                    while (true) {
                        to.write(new byte[10_000]);
                    }
                }
                default -> {
                }
            }
        } catch (IOException | InterruptedException gone) {
            interrupted.complete(invocation.arguments().getFirst());
            return CommandRunner.Result.of(130);
        }
        return new CommandRunner.Result(3,
                invocation.arguments().getFirst().equals("end") ? Optional.of(ended::countDown) : Optional.empty());
    }

    @Test
    void aCommandsOutputAndCodeComeBack() throws IOException {
        assertThat(run("echo", "größer")).hasValue(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("echo größer");
        assertThat(error).hasToString("done");
    }

    @Test
    void theSocketIsTheUsersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
    }

    @Test
    void aSocketThatACrashLeftIsReplaced() throws IOException {
        close();
        Files.writeString(socket, "");
        server = ControlServer.open(socket, this::command, ResourcesTest.resources(new EventBus()));
        assertThat(run("echo")).hasValue(3);
    }

    @Test
    void nobodyListensAfterTheEnd() {
        close();
        assertThat(socket).doesNotExist();
        assertThat(ControlClient.connect(socket)).isEmpty();
        assertThat(ControlClient.connect(folder.resolve("x".repeat(200)))).isEmpty();
    }

    @Test
    void aCallerThatGoesInterruptsItsCommand() throws Exception {
        try (RawClient client = new RawClient(socket)) {
            client.run("wait");
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isEqualTo("wait");
    }

    @Test
    void aCallerThatDoesNotReadHoldsUpNobodyElse() throws Exception {
        try (RawClient client = new RawClient(socket)) {
            client.run("flood");
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(run("echo")).hasValue(3);
        }
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isEqualTo("flood");
    }

    @Test
    void halfARequestHoldsUpNobodyElse() throws IOException {
        try (RawClient half = new RawClient(socket); RawClient silent = new RawClient(socket)) {
            half.send("POST /run HTTP/1.1\r\nContent-Le");
            silent.send("");
            assertThat(run("echo")).hasValue(3);
        }
        assertThat(run("echo")).hasValue(3);
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        assertThat(answer("hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("GET / SMTP\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("GET /services HTTP/1.1\r\nno header\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("GET /run HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
        assertThat(answer("DELETE /services HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
        assertThat(answer("GET /secrets HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(answer("POST /run HTTP/1.1\r\nContent-Length: 3\r\n\r\narg")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("POST /run HTTP/1.1\r\nContent-Length: -1\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        assertThat(answer("POST /run HTTP/1.1\r\nContent-Length: x\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("POST /run HTTP/1.1\r\nContent-Length: 2147483647\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        assertThat(answer("POST /run HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")).startsWith("HTTP/1.1 411 ");
        assertThat(run("echo")).hasValue(3);
    }

    @Test
    void aHeadWithoutEndIsRefused() throws IOException {
        assertThat(answer("GET /" + "x".repeat(20_000))).startsWith("HTTP/1.1 431 ");
        assertThat(run("echo")).hasValue(3);
    }

    @Test
    void manyCallersAtOnceAreServed() throws Exception {
        List<CompletableFuture<OptionalInt>> callers = IntStream.range(0, 150)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> runElsewhere("echo", "caller" + each)))
                .toList();
        for (CompletableFuture<OptionalInt> each : callers) {
            assertThat(each.get(30, TimeUnit.SECONDS)).hasValue(3);
        }
    }

    @Test
    void whoEndsTheHostHearsOfItWhenItIsGone() throws Exception {
        CompletableFuture<OptionalInt> caller = CompletableFuture.supplyAsync(() -> runElsewhere("end"));
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(caller).isNotDone();
        close();
        assertThat(caller.get(30, TimeUnit.SECONDS)).hasValue(3);
    }

    @Test
    void aCallerWhoseOutputIsClosedIsTold() throws IOException {
        OutputStream closed = OutputStream.nullOutputStream();
        closed.close();
        try (ControlClient client = ControlClient.connect(socket).orElseThrow()) {
            assertThatThrownBy(() -> client.run(invocation("echo"), Streams.of(closed, error)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCommandReadsItsCallersStdinToTheEnd() throws IOException {
        byte[] much = new byte[300_000];
        Arrays.fill(much, (byte) 'x');
        assertThat(run(new ByteArrayInputStream(much), "cat")).hasValue(3);
        assertThat(out.toByteArray()).isEqualTo(much);
    }

    @Test
    void whatNoCommandReadsStaysWhereItIs() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[100]);
        assertThat(run(in, "echo")).hasValue(3);
        assertThat(in.available()).isEqualTo(100);
        out.reset();
        assertThat(run("cat")).hasValue(3);
        assertThat(out.size()).isZero();
    }

    @Test
    void aCallerThatGoesWhileACommandReadsEndsIt() throws Exception {
        try (RawClient client = new RawClient(socket)) {
            client.send(READ);
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isEqualTo("read");
    }

    @Test
    void aCallerThatSendsWhatNobodyAskedForIsGone() throws Exception {
        try (RawClient client = new RawClient(socket)) {
            client.send(READ);
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            client.send("hello");
            assertThat(interrupted.get(30, TimeUnit.SECONDS)).isEqualTo("read");
        }
    }

    private OptionalInt run(InputStream in, String... words) throws IOException {
        try (ControlClient client = ControlClient.connect(socket).orElseThrow()) {
            return client.run(invocation(words), new Streams(Optional.of(in), out, error));
        }
    }

    private OptionalInt run(String... words) throws IOException {
        try (ControlClient client = ControlClient.connect(socket).orElseThrow()) {
            return client.run(invocation(words), Streams.of(out, error));
        }
    }

    private OptionalInt runElsewhere(String... words) {
        try (ControlClient client = ControlClient.connect(socket).orElseThrow()) {
            return client.run(invocation(words), NOBODY);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String answer(String request) throws IOException {
        try (RawClient client = new RawClient(socket)) {
            client.send(request);
            return client.readAll();
        }
    }

    static Invocation invocation(String... words) {
        return new Invocation(List.of(words), Path.of("/"), Map.of(), Terminal.NONE);
    }
}
