package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.log.StandardStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ContainerFaultsTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void missesNothingWhileTheEngineIsAway() throws Exception {
        try (Detour detour = new Detour(folder);
                ContainerBench bench = new ContainerBench(folder,
                        detour.engine(),
                        """
                                count:
                                  image: astra-test/shell:1
                                  command:
                                    - sh
                                    - -c
                                    - 'i=0; while [ $$i -lt 30 ]; do i=$$((i+1)); echo $$i; [ $$i = 9 ] && echo nine >&2; sleep 0.05; done; exit 4'
                                """)) {
            Running run = bench.start("count");
            bench.awaitLine("count", "5");
            detour.cut();
            bench.awaitEnd("count");
            assertThat(run.exited()).isNotDone();
            detour.mend();
            assertThat(ContainerBench.end(run)).isEqualTo(new Exit.Code(4));
            List<String> all = IntStream.rangeClosed(1, 30).mapToObj(Integer::toString).toList();
            assertThat(bench.lines("count", StandardStream.STDOUT)).isEqualTo(all);
            assertThat(bench.lines("count", StandardStream.STDERR)).containsExactly("nine");
        }
    }

    @Test
    void startsOnAnEngineThatWasRestartedMeanwhile() throws Exception {
        try (Detour detour = new Detour(folder);
                ContainerBench bench = new ContainerBench(folder,
                        detour.engine(),
                        "web: { image: 'astra-test/shell:1', command: [sh, -c, 'exit 4'] }")) {
            assertThat(ContainerBench.end(bench.start("web"))).isEqualTo(new Exit.Code(4));
            detour.cut();
            detour.mend();
            assertThat(ContainerBench.end(bench.start("web"))).isEqualTo(new Exit.Code(4));
        }
    }

    @Test
    void goesOnWhenTheEngineWasAwayInTheMiddleOfAStart() throws Exception {
        try (Detour detour = new Detour(folder);
                ContainerBench bench = new ContainerBench(folder,
                        detour.engine(),
                        "web: { image: 'astra-test/shell:1', command: [sh, -c, 'exit 4'] }")) {
            CompletableFuture<Void> creation = detour.passing("/containers/create");
            CompletableFuture<Running> start = new CompletableFuture<>();
            Thread _ = Thread.ofPlatform().daemon().start(() -> {
                try {
                    start.complete(bench.start("web"));
                } catch (Exception failed) {
                    start.completeExceptionally(failed);
                }
            });
            creation.get(60, TimeUnit.SECONDS);
            detour.cut();
            detour.mend();
            assertThat(ContainerBench.end(start.get(60, TimeUnit.SECONDS))).isEqualTo(new Exit.Code(4));
        }
    }

    /// The engine's frames come in pieces, as they do when it was held up.
    @Test
    void takesLinesAsTheyAreHoweverTheyCome() throws Exception {
        try (Detour detour = new Detour(folder);
                ContainerBench bench = new ContainerBench(folder,
                        detour.inPieces(7).engine(),
                        """
                                long:
                                  image: astra-test/shell:1
                                  command:
                                    - sh
                                    - -c
                                    - 'i=0; while [ $$i -lt 20 ]; do i=$$((i+1)); printf "%03000d\\n" $$i; sleep 0.05; done; sleep 600'
                                """)) {
            bench.start("long");
            bench.awaitLine("long", "%03000d".formatted(5));
            bench.crash();
            bench.start("long");
            bench.awaitLine("long", "%03000d".formatted(20));
            List<String> all = IntStream.rangeClosed(1, 20).mapToObj("%03000d"::formatted).toList();
            assertThat(bench.lines("long", StandardStream.STDOUT)).isEqualTo(all);
        }
    }

    @Test
    void isAsWellAfterAPauseAsBefore() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                web:
                  image: astra-test/shell:1
                  command: [sleep, '600']
                  healthcheck: { test: 'true', interval: 2s }
                """)) {
            Running web = bench.start("web");
            String id = web.container().orElseThrow();
            long end = System.nanoTime() + BOUND.toNanos();
            while (!status(bench, id).equals("healthy") && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            bench.direct.calls().pauseContainerCmd(id).exec();
            assertThat(web.hold()).isPresent();
            bench.direct.calls().unpauseContainerCmd(id).exec();
            assertThat(web.exec(List.of("healthcheck:"), BOUND).exit()).isEqualTo(new Exit.Code(0));
        }
    }

    @Test
    void isAsWellAsItWasWhileTheEngineIsAway() throws Exception {
        try (Detour detour = new Detour(folder);
                ContainerBench bench = new ContainerBench(folder,
                        detour.engine(), """
                                web:
                                  image: astra-test/shell:1
                                  command: [sleep, '600']
                                  healthcheck: { test: 'true', interval: 1s }
                                """)) {
            Running web = bench.start("web");
            assertThat(web.exec(List.of("healthcheck:"), BOUND).exit()).isEqualTo(new Exit.Code(0));
            detour.cut();
            assertThat(web.exec(List.of("healthcheck:"), BOUND).exit()).isEqualTo(new Exit.Code(0));
            detour.mend();
        }
    }

    @Test
    void showsWhatTheEnginesHealthTestSaid() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                web:
                  image: astra-test/shell:1
                  command: [sleep, '600']
                  healthcheck: { test: 'echo its file is missing; exit 3', interval: 200ms, retries: 1 }
                """)) {
            Running web = bench.start("web");
            String id = web.container().orElseThrow();
            long end = System.nanoTime() + BOUND.toNanos();
            while (!status(bench, id).equals("unhealthy") && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            ExecResult result = web.exec(List.of("healthcheck:"), BOUND);
            assertThat(result.exit()).isEqualTo(new Exit.Code(3));
            assertThat(result.output()).isEqualTo("its file is missing");
        }
    }

    private static String status(ContainerBench bench, String id) {
        return bench.direct.calls().inspectContainerCmd(id).exec().getState().getHealth().getStatus();
    }

    @Test
    void saysWhyAnImageCannotBeHad() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                never: { image: 'astra-test/none:1', pull_policy: never }
                web: { image: '127.0.0.1:1/astra/none:1' }
                """)) {
            assertThatThrownBy(() -> bench.start("never")).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("pull_policy: never");
            assertThatThrownBy(() -> bench.start("web")).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("cannot pull the image 127.0.0.1:1/astra/none:1")
                    .hasMessageContaining("can't be reached");
        }
    }

    @Test
    void saysWhatAContainerCannotRun() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder,
                "web: { image: astra-test/shell:1, command: [no-such-program] }")) {
            assertThatThrownBy(() -> bench.start("web")).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("no-such-program");
            assertThat(bench.launcher().remove(true)).noneMatch(each -> each.startsWith("container"));
        }
    }
}
