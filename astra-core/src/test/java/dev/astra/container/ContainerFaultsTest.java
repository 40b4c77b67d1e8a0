package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.log.StandardStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerFaultsTest {
    @TempDir
    Path folder;

    @Test
    void missesNothingWhileTheEngineIsAway() throws Exception {
        FoundEngine real = TestEngine.require();
        try (Detour detour = new Detour(folder, real);
                ContainerBench bench = new ContainerBench(folder,
                        new FoundEngine(detour.address(), "the test", real.apiVersion()),
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
