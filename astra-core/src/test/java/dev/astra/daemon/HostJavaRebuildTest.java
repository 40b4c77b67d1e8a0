package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build of Java services that share their classes.
class HostJavaRebuildTest {
    @TempDir
    private Path folder;

    @Test
    void onlyWhoReachesAChangedClassIsRestartedAndTheLogSaysThroughWhich() throws Exception {
        folder = folder.toRealPath();
        JavaSources sources = new JavaSources(folder);
        sources.write("Shared", "class Shared { static int id() { return 1; } }")
                .write("Between", "class Between { static int id() { return Shared.id(); } }")
                .main("Uses", "Between.id();")
                .main("Alone", "")
                .compile();
        try (RunningStack stack = RunningStack.up(folder, true, """
                services:
                  uses: { command: [%1$s, -cp, classes, Uses], watch: [classes], healthcheck: { log: loaded } }
                  alone: { command: [%1$s, -cp, classes, Alone], watch: [classes], healthcheck: { log: loaded } }
                """.formatted(JavaSources.java()))) {
            stack.awaitReady("uses", "alone");
            sources.write("Shared", "class Shared { static int id() { return 2; } }").compile();

            stack.await("uses", status -> status.ready() && status.run() == 2);
            assertThat(stack.cause("uses")).isEqualTo("Shared changed, reached by Uses → Between");
            assertThat(stack.notice("classes/Shared.class changed"))
                    .isEqualTo("classes/Shared.class changed: concerns 1 of the 2 services that watch it");
            assertThat(stack.host.affected(false).get()).isEmpty();
            assertThat(stack.host.affected(true).get())
                    .isEqualTo(Map.of("uses", "Shared changed, reached by Uses → Between"));

            sources.main("Alone", "/* a comment */\n");
            sources.compile();
            assertThat(stack.notice("classes/Alone.class changed"))
                    .isEqualTo("classes/Alone.class changed: concerns none of the 2 services that watch it");
            assertThat(stack.runs()).containsExactlyInAnyOrder(2, 1);
            assertThat(stack.host.events().snapshot())
                    .allSatisfy(each -> assertThat(each.state()).isEqualTo(ServiceState.RUNNING));
        }
    }
}
