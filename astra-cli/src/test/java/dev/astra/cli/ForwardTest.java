package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.control.CommandRunner;
import dev.astra.control.ControlServer;
import dev.astra.control.Invocation;
import dev.astra.control.Loads;
import dev.astra.control.Resources;
import dev.astra.control.Terminal;
import dev.astra.daemon.Project;
import dev.astra.event.EventBus;
import dev.astra.launch.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// scripts/lib/forward.pl against a real control socket. In the place of Java stands a shell, which tells what it was given, and answers
/// as the host of a detached stack would.
@Timeout(60)
@EnabledIf("hasPerl")
class ForwardTest {
    private static final Path SCRIPT = Path.of("../scripts/lib/forward.pl").toAbsolutePath().normalize();
    private static final byte[] EVERY_BYTE = everyByte();
    private static final String JAVA = """
            main=$1
            shift
            if [ "$main" = dev.astra.cli.Main ]; then
                echo java "$@"
                exit
            fi
            echo to the log >&2
            [ -z "$ENDS" ] || exit 0
            exec perl -MCwd -e '
                read STDIN, my $length, 4;
                read STDIN, my $body, unpack "N", $length;
                open my $came, ">", "came";
                print $came $length . $body;
                close $came;
                print pack "aN/a*aN/a*", "o", "from " . getcwd(), "x", chr 7'
            """;

    @TempDir
    private Path base;

    private Path folder = Path.of("");
    private final BlockingQueue<Invocation> came = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private @Nullable ControlServer server;

    private record Ran(int code, String out, String error, byte[] bytes) {}

    static boolean hasPerl() {
        return Files.isExecutable(Path.of("/usr/bin/perl"));
    }

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(base.toRealPath().resolve("shop"));
        Files.createFile(folder.resolve("astra.yaml"));
        Path socket = Project.of(folder.resolve("astra.yaml")).socket();
        Files.createDirectories(Objects.requireNonNull(socket.getParent()));
        Loads loads = new Loads(_ -> Optional.empty(), Clock.systemUTC());
        server = ControlServer.open(socket, this::command, new Resources(() -> {
            throw new IllegalStateException("nobody asks for it");
        }, new EventBus(), loads, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(server).close();
    }

    private CommandRunner.Result command(Invocation invocation, Streams streams) {
        OutputStream out = streams.out();
        came.add(invocation);
        try {
            switch (invocation.arguments().getFirst()) {
                case "both" -> {
                    out.write(EVERY_BYTE);
                    streams.error().write("and this\n".getBytes(StandardCharsets.UTF_8));
                    return CommandRunner.Result.of(137);
                }
                case "much" -> {
                    for (int i = 0; i < 40_000; i++) {
                        out.write(EVERY_BYTE);
                    }
                }
                case "wait" -> wait(out);
                case "die" -> Objects.requireNonNull(server).close();
                default -> out.write("done".getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        } catch (IOException gone) {
            return CommandRunner.Result.of(1);
        }
        return CommandRunner.Result.of(0);
    }

    private void wait(OutputStream out) throws IOException {
        out.write('w');
        out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException asked) {
            interrupted.complete(true);
        }
    }

    @Test
    void whatACommandWritesAndItsCodeComeBackAsTheyWere() throws Exception {
        Ran ran = run(folder, Map.of(), "both");
        assertThat(ran.bytes()).isEqualTo(EVERY_BYTE);
        assertThat(ran.error()).isEqualTo("and this\n");
        assertThat(ran.code()).isEqualTo(137);
    }

    @Test
    void tenMegabytesComeWhole() throws Exception {
        assertThat(run(folder, Map.of(), "much").bytes()).hasSize(40_000 * EVERY_BYTE.length);
    }

    @Test
    void itHandsOverWordsFolderEnvironmentAndTerminal() throws Exception {
        Path below = Files.createDirectories(folder.resolve("src/größe"));
        List<String> words = List.of("restart", "a b", "", "zwei\nZeilen", "ü", "--", "x=y");
        run(below, Map.of("WITH", "a=b\nc ö"), words.toArray(String[]::new));
        Invocation invocation = Objects.requireNonNull(came.poll(30, TimeUnit.SECONDS));
        assertThat(invocation.arguments()).isEqualTo(words);
        assertThat(invocation.folder()).isEqualTo(below);
        assertThat(invocation.environment()).containsEntry("WITH", "a=b\nc ö");
        assertThat(invocation.terminal()).isEqualTo(new Terminal(120, false, true, false));
    }

    @Test
    void itFindsTheProjectThatJavaWouldFind() throws Exception {
        Path other = Files.createDirectories(base.toRealPath().resolve("other/below"));
        List<List<String>> cases = List.of(List.of("ps"), List.of("-f", "../shop/astra.yaml", "ps"),
                List.of("-f../../shop/astra.yaml", "ps"), List.of("--file=" + folder.resolve("astra.yaml"), "ps"),
                List.of("--file", folder.resolve("astra.yaml").toString(), "--stacktrace", "ps", "-f", "x"),
                List.of("--project-name", "ps", "-f", folder + "/astra.yaml", "logs", "-f"), List.of("-f"),
                List.of("version"), List.of("--help"), List.of("-h", "ps"), List.of("run", "x"), List.of(),
                List.of("-f", folder + "/astra.yaml", "completion", "bash"),
                List.of("-f", folder + "/nosuch/astra.yaml", "ps"), List.of("-f", "astra.yaml", "ps"));
        for (Path where : List.of(folder, other)) {
            for (List<String> words : cases) {
                assertThat(isForwarded(run(where, Map.of(), words.toArray(String[]::new))))
                        .as("%s in %s", words, where)
                        .isEqualTo(javaForwards(new Invocation(words, where, Map.of(), Terminal.NONE)));
            }
            Map<String, String> named = Map.of("ASTRA_FILE", folder + "/astra.yaml");
            assertThat(isForwarded(run(where, named, "ps"))).isTrue();
        }
    }

    private static boolean isForwarded(Ran ran) {
        assertThat(ran.out()).matches("(?s)done|java.*");
        return ran.out().equals("done");
    }

    /// Whether it finds the socket; one that it finds by another path, with `..` in it, goes on as Java, which is as good.
    private static boolean javaForwards(Invocation invocation) {
        Location location = Location.of(invocation);
        boolean roundabout = invocation.arguments().stream().anyMatch(each -> each.contains(".."));
        return !location.isLocal() && !roundabout && location.socket().filter(Files::exists).isPresent();
    }

    @Test
    void withoutAHostJavaGetsTheVeryWords() throws Exception {
        Objects.requireNonNull(server).close();
        assertThat(run(folder, Map.of(), "logs", "a b", "--", "-f").out()).isEqualTo("java logs a b -- -f\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-d", "--detach", "--wait"})
    void withoutAHostItStartsThatOfADetachedStack(String option) throws Exception {
        Objects.requireNonNull(server).close();
        Files.createDirectories(folder.resolve("below"));
        Ran ran = run(folder.resolve("below"), Map.of("WITH", "a=b"), "up", option, "a b");
        assertThat(ran.out()).isEqualTo("from " + folder);
        assertThat(ran.code()).isEqualTo(7);
        assertThat(Files.readString(folder.resolve(".astra/run/astra.log"))).isEqualTo("to the log\n");
        byte[] came = Files.readAllBytes(folder.resolve("came"));
        assertThat(ByteBuffer.wrap(came).getInt()).isEqualTo(came.length - 4);
        Invocation invocation = Invocation.decode(Arrays.copyOfRange(came, 4, came.length));
        assertThat(invocation.arguments()).containsExactly("up", option, "a b");
        assertThat(invocation.folder()).isEqualTo(folder.resolve("below"));
        assertThat(invocation.environment()).containsEntry("WITH", "a=b");
    }

    @Test
    void aHostThatEndsBeforeItsStackIsUpIsSaid() throws Exception {
        Objects.requireNonNull(server).close();
        Ran ran = run(folder, Map.of("ENDS", "early"), "up", "-d");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.error()).isEqualTo("astra: the process that was to host the stack ended before it was up; see "
                + folder.resolve(".astra/run/astra.log\n"));
    }

    @Test
    void whereNothingWasEverUpJavaMakesTheFolders() throws Exception {
        Objects.requireNonNull(server).close();
        Path fresh = Files.createDirectories(base.toRealPath().resolve("fresh"));
        Files.createFile(fresh.resolve("astra.yaml"));
        assertThat(run(fresh, Map.of(), "up", "-d").out()).isEqualTo("java up -d\n");
    }

    @Test
    void whatIsPipedIntoACommandGoesThroughJava() throws Exception {
        assertThat(run(folder, Map.of(), "exec", "db", "psql").out()).isEqualTo("java exec db psql\n");
    }

    @Test
    void aHostThatEndsInTheMiddleIsSaid() throws Exception {
        Ran ran = run(folder, Map.of(), "die");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.error()).contains("ended before `die` was done", "`astra down` cleans up");
    }

    @Test
    void theHostHearsOfTheCallersEnd() throws Exception {
        Process process = start(folder, Map.of(), "wait").start();
        assertThat(process.getInputStream().read()).isEqualTo('w');
        process.destroy();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aReaderWhoHasSeenEnoughIsNoErrorWorthAWord() throws Exception {
        Process process = start(folder, Map.of(), "much").start();
        process.getInputStream().close();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private Ran run(Path where, Map<String, String> environment, String... words) throws Exception {
        Path error = Files.createTempFile(base, "error", "");
        Process process = start(where, environment, words).redirectError(error.toFile()).start();
        byte[] out = process.getInputStream().readAllBytes();
        return new Ran(process.waitFor(), new String(out, StandardCharsets.UTF_8), Files.readString(error), out);
    }

    private static ProcessBuilder start(Path where, Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/perl", SCRIPT.toString(), "o:120",
                Integer.toString(words.length), "/bin/sh", "-c", JAVA, "java", "dev.astra.cli.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
