package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Running;
import dev.astra.launch.Streams;
import dev.astra.model.Hook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class ExecutionTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String SERVICE = """
            web:
              image: astra-test/shell:1
              command: [sh, -c, 'echo up; sleep 600']
              environment: { WORD: its own }
              working_dir: /tmp
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void passesOnAllOutputAndTheCode() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            Running web = bench.start("web");
            int code = web.exec(List.of("sh", "-c", "seq 30000; echo trouble >&2; exit 7"), Streams.of(out, error));
            assertThat(code).isEqualTo(7);
            assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(30_000).endsWith("30000");
            assertThat(error).hasToString("trouble\n");
        }
    }

    @Test
    void handsOverStdinToItsEnd() throws Exception {
        byte[] much = new byte[1 << 20];
        Arrays.fill(much, (byte) 'x');
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            Running web = bench.start("web");
            assertThat(web.exec(List.of("sh", "-c", "cat; echo end >&2; exit 5"), fed(new ByteArrayInputStream(much))))
                    .isEqualTo(5);
            assertThat(out.toByteArray()).isEqualTo(much);
            assertThat(error).hasToString("end\n");
        }
    }

    @Test
    void doesNotWaitForAStdinThatNobodyReads() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE);
                PipedOutputStream silent = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(silent)) {
            Running web = bench.start("web");
            assertThat(web.exec(List.of("echo", "done"), fed(in))).isZero();
            assertThat(out).hasToString("done\n");
        }
    }

    @Test
    void letsGoWhenItsCallerHasGone() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            Running web = bench.start("web");
            for (Optional<InputStream> in : List.of(Optional.<InputStream>empty(),
                    Optional.<InputStream>of(InputStream.nullInputStream()))) {
                CountDownLatch begun = new CountDownLatch(1);
                CompletableFuture<String> end = new CompletableFuture<>();
                OutputStream first = new OutputStream() {
                    @Override
                    public void write(int each) {
                        begun.countDown();
                    }
                };
                Thread caller = Thread.ofPlatform().daemon().start(() -> {
                    try {
                        int _ = web.exec(List.of("sh", "-c", "echo begun; sleep 600"), new Streams(in, first, error));
                        end.complete("ended");
                    } catch (Exception failed) {
                        end.complete(failed.getClass().getSimpleName());
                    }
                });
                assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
                caller.interrupt();
                assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo("InterruptedException");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void endsWithItsContainerAndWithTheEngine(boolean fed, boolean engineGoes) throws Exception {
        try (Detour detour = new Detour(folder);
                ContainerBench bench = new ContainerBench(folder,
                        detour.engine(), SERVICE)) {
            Running web = bench.start("web");
            CountDownLatch begun = new CountDownLatch(1);
            OutputStream first = new OutputStream() {
                @Override
                public void write(int each) {
                    begun.countDown();
                }
            };
            InputStream silent = new PipedInputStream(new PipedOutputStream());
            CompletableFuture<String> end = new CompletableFuture<>();
            Thread _ = Thread.ofPlatform().daemon().start(() -> {
                try {
                    end.complete("exited "
                            + web.exec(List.of("sh", "-c", "echo begun; exec >&- 2>&-; sleep 600"),
                                    new Streams(fed ? Optional.of(silent) : Optional.empty(), first, error)));
                } catch (Exception failed) {
                    end.complete(String.valueOf(failed.getMessage()));
                }
            });
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            if (engineGoes) {
                detour.cut();
            } else {
                bench.direct.calls().killContainerCmd(web.container().orElseThrow()).exec();
            }
            assertThat(end.get(60, TimeUnit.SECONDS))
                    .containsPattern("exited 137|cannot run `sh -c .*` in the container");
            if (engineGoes) {
                detour.mend();
            }
        }
    }

    @Test
    void saysWhatIsWrongWithACommand() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            Running web = bench.start("web");
            String container = web.container().orElseThrow();
            assertThat(web.exec(List.of("no-such-program"), fed(InputStream.nullInputStream()))).isIn(126, 127);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("no-such-program");
            bench.direct.calls().removeContainerCmd(container).withForce(true).exec();
            assertThatThrownBy(() -> web.exec(List.of("true"), fed(InputStream.nullInputStream())))
                    .hasMessageContaining("cannot run `true` in the container");
        }
    }

    @Test
    void givesAHookItsOwnSurroundings() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            Running web = bench.start("web");
            List<String> tell = List.of("sh", "-c", "pwd; id -u; echo $WORD $OTHER");
            ExecResult plain = web.hook(Hook.of(tell), BOUND);
            assertThat(plain.output()).isEqualTo("/tmp\n0\nits own\n");
            ExecResult own = web.hook(new Hook(tell, "/etc", Map.of("OTHER", "too", "WORD", "another"), "65534", false),
                    BOUND);
            assertThat(own.exit()).as(own.output()).isEqualTo(new Exit.Code(0));
            assertThat(own.output()).isEqualTo("/etc\n65534\nanother too\n");
        }
    }

    private Streams fed(InputStream in) {
        return new Streams(Optional.of(in), out, error);
    }
}
