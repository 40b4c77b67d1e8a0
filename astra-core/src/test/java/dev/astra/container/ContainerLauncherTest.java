package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.log.StandardStream;
import dev.astra.model.Signal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLauncherTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final List<String> HEALTH = List.of("healthcheck:");

    @TempDir
    Path folder;

    @Test
    void storesBothOutputsApartAndTellsTheExitCode() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                once:
                  image: astra-test/shell:1
                  command: [sh, -c, 'echo out; echo err >&2; exit 3']
                """)) {
            Running run = bench.start("once");
            assertThat(run.container()).isPresent();
            assertThat(ContainerBench.end(run)).isEqualTo(new Exit.Code(3));
            assertThat(bench.lines("once", StandardStream.STDOUT)).containsExactly("out");
            assertThat(bench.lines("once", StandardStream.STDERR)).containsExactly("err");
        }
    }

    @Test
    void startsAStoppedContainerAgainWithoutTellingItsOutputTwice() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                web:
                  image: astra-test/shell:1
                  command: [sh, -c, 'trap "echo bye; exit 0" TERM; echo hello; while true; do sleep 0.1; done']
                """)) {
            Running first = bench.start("web");
            bench.awaitLine("web", "hello");
            first.signal(Signal.TERM);
            assertThat(ContainerBench.end(first)).isEqualTo(new Exit.Code(0));
            Running second = bench.start("web");
            assertThat(second.container()).isEqualTo(first.container());
            second.signal(Signal.KILL);
            assertThat(ContainerBench.end(second)).isEqualTo(new Exit.Signalled("SIGKILL", ""));
            assertThat(bench.lines("web", StandardStream.STDOUT)).startsWith("hello", "bye").hasSizeBetween(2, 3);
        }
    }

    @Test
    void takesOverWhatARunBeforeLeftRunningWithNeitherGapNorRepeat() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                count:
                  image: astra-test/shell:1
                  command: [sh, -c, 'i=0; while [ $$i -lt 40 ]; do i=$$((i+1)); echo $$i; sleep 0.05; done; sleep 60']
                """)) {
            Running first = bench.start("count");
            bench.awaitLine("count", "3");
            bench.crash();
            Running second = bench.start("count");
            assertThat(second.container()).isEqualTo(first.container());
            bench.awaitLine("count", "40");
            List<String> expected = IntStream.rangeClosed(1, 40).mapToObj(Integer::toString).toList();
            assertThat(bench.lines("count", StandardStream.STDOUT)).isEqualTo(expected);
        }
    }

    @Test
    void makesAChangedContainerAnewAndKeepsItsVolumes() throws Exception {
        String service = """
                store:
                  image: astra-test/shell:1
                  environment: { WORD: %s }
                  command: [sh, -c, 'cat /named/word /anonymous/word; echo $$WORD | tee /named/word /anonymous/word']
                  volumes: ['named:/named', '/anonymous']
                """;
        try (ContainerBench bench = new ContainerBench(folder, service.formatted("one"))) {
            Running first = bench.start("store");
            ContainerBench.end(first);
            bench.describe(service.formatted("two"));
            Running second = bench.start("store");
            ContainerBench.end(second);
            assertThat(second.container()).isNotEqualTo(first.container());
            assertThat(bench.lines("store", StandardStream.STDOUT)).containsExactly("one", "one", "one", "two");
        }
    }

    @Test
    void neverTouchesAContainerThatIsSomebodyElses() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder,
                "web: { image: astra-test/shell:1, command: [sleep, '60'] }")) {
            String stranger = bench.direct.calls()
                    .createContainerCmd("astra-test/shell:1")
                    .withName(bench.project + "-web-1")
                    .exec()
                    .getId();
            try {
                assertThatThrownBy(() -> bench.start("web")).isInstanceOf(LaunchException.class)
                        .hasMessageContaining("made by somebody else")
                        .hasMessageContaining("docker rm -f");
                assertThat(bench.launcher().remove(true)).noneMatch(each -> each.startsWith("container"));
                assertThat(bench.direct.calls().inspectContainerCmd(stranger).exec().getId()).isEqualTo(stranger);
            } finally {
                bench.direct.calls().removeContainerCmd(stranger).withForce(true).exec();
            }
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ContainerBench bench = new ContainerBench(folder, """
                        web:
                          image: astra-test/shell:1
                          command: [sleep, '60']
                          ports: ['127.0.0.1:%d:80']
                        """.formatted(holder.getLocalPort()))) {
            assertThatThrownBy(() -> bench.start("web")).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("port " + holder.getLocalPort() + " is held by");
            assertThat(bench.launcher().remove(true)).noneMatch(each -> each.startsWith("container"));
        }
    }

    @Test
    void tellsThatItWasRemovedBehindItsBackAndThatMemoryRanOut() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                web: { image: astra-test/shell:1, command: [sleep, '60'] }
                glutton:
                  image: astra-test/shell:1
                  command: [sh, -c, 'x=aaaaaaaaaaaaaaaa; while true; do x=$$x$$x; done']
                  mem_limit: 16m
                  memswap_limit: 16m
                """)) {
            Running web = bench.start("web");
            bench.direct.calls().removeContainerCmd(web.container().orElseThrow()).withForce(true).exec();
            assertThat(ContainerBench.end(web)).isInstanceOf(Exit.Lost.class)
                    .extracting(Exit::describe)
                    .asString()
                    .contains("removed");
            assertThat(ContainerBench.end(bench.start("glutton"))).isInstanceOf(Exit.Signalled.class)
                    .extracting(Exit::describe)
                    .asString()
                    .contains("SIGKILL", "out of memory");
        }
    }

    @Test
    void runsTheHealthTestItselfAndThenTakesTheEnginesWord() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                web:
                  image: astra-test/shell:1
                  command: [sh, -c, 'touch /tmp/well; sleep 60']
                  healthcheck: { test: 'test -f /tmp/well', interval: 200ms, retries: 1, start_period: 0s }
                """)) {
            Running web = bench.start("web");
            String id = web.container().orElseThrow();
            assertThat(web.exec(HEALTH, BOUND).exit().success()).isTrue();
            web.exec(List.of("rm", "/tmp/well"), BOUND);
            String status = "";
            for (long end = System.nanoTime() + BOUND.toNanos(); !status.equals("unhealthy")
                    && System.nanoTime() < end;) {
                InspectContainerResponse now = bench.direct.calls().inspectContainerCmd(id).exec();
                status = now.getState().getHealth().getStatus();
            }
            assertThat(web.exec(HEALTH, BOUND).exit()).isEqualTo(new Exit.Code(1));
        }
    }
}
