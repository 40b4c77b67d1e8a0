package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds that Astra runs, with real commands.
class HostBuildTest {
    private static final String TWO = """
            services:
              one: { command: [sleep, "1000"], watch: [app], build: { command: [sh, build.sh], sources: [src] } }
              two: { command: [sleep, "1000"], watch: [app], build: { command: [sh, build.sh], sources: [src] } }
            """;

    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void sources() throws IOException {
        folder = folder.toRealPath();
        source = Files.createDirectories(folder.resolve("src")).resolve("code");
        Files.writeString(source, "one");
        Files.writeString(folder.resolve("app"), "one");
        script("cp src/code app");
    }

    @Test
    void aChangeOfSourcesBuildsOnceForAllWhoShareTheCommandAndRestartsThem() throws Exception {
        script("echo >>count; cp src/code app");
        try (RunningStack stack = RunningStack.up(folder, true, TWO)) {
            RunningStack.replace(source, "two");
            stack.await("one", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
            stack.await("two", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
            assertThat(stack.cause("one")).isEqualTo("app changed");
            assertThat(Files.readAllLines(folder.resolve("count"))).hasSize(1);
        }
    }

    @Test
    void aFailedBuildLeavesTheOldProcessRunningAndShowsTheCompilersWords() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true, TWO)) {
            script("echo half >app; echo 'code:1: no such thing'; exit 3");
            RunningStack.replace(source, "wrong");
            ServiceStatus failed = stack.await("one", status -> status.reason().startsWith("build failed"));
            assertThat(failed.reason()).isEqualTo("build failed, running the previous one");
            assertThat(failed.run()).isEqualTo(1);
            assertThat(stack.notes("one")).singleElement()
                    .asString()
                    .startsWith("build failed: sh build.sh: exited 3 after ")
                    .endsWith("\ncode:1: no such thing");

            script("cp src/code app");
            RunningStack.replace(source, "right");
            ServiceStatus next = stack.await("one", status -> status.run() > 1 && status.ready());
            assertThat(next.run()).isEqualTo(2);
            assertThat(next.reason()).isEmpty();
        }
    }

    @Test
    void aChangeDuringABuildIsBuiltOnceMore() throws Exception {
        script("echo >>count; while [ ! -e go ]; do sleep 0.02; done; cp src/code app");
        try (RunningStack stack = RunningStack.up(folder, true, TWO)) {
            RunningStack.replace(source, "two");
            stack.notice("builds one, two: sh build.sh (src/code changed)");
            stack.forget();
            RunningStack.replace(source, "three");
            Files.createFile(folder.resolve("go"));
            stack.notice("builds one, two: sh build.sh (src/code changed)");
            stack.await("one", status -> status.run() > 1 && status.ready());
            assertThat(Files.readString(folder.resolve("app"))).isEqualTo("three");
        }
    }

    @Test
    void aBuildThatIsAskedForTellsWhatItWritesAndHowItWent() throws Exception {
        script("echo building; echo more >&2; exit 2");
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (RunningStack stack = RunningStack.up(folder, true, TWO)) {
            List<BuildResult> results = List.of(stack.host.build(stack.stack.services().values(), lines::add)
                    .getFirst()
                    .get(RunningStack.BOUND_SECONDS, TimeUnit.SECONDS));
            assertThat(results).singleElement().satisfies(result -> {
                assertThat(result.done()).isFalse();
                assertThat(result.problem()).startsWith("exited 2 after ");
                assertThat(result.services()).containsExactlyInAnyOrder("one", "two");
                assertThat(result.output()).containsExactly("building", "more");
            });
            assertThat(lines).containsExactly("building", "more");
        }
    }

    @Test
    void aCommandThatIsNotThereIsAFailedBuild() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true,
                "services: { one: { command: [sleep, '1000'], build: { command: [no-such-compiler] } } }")) {
            BuildResult result = stack.host.build(stack.stack.services().values(), _ -> {})
                    .getFirst()
                    .get(RunningStack.BOUND_SECONDS, TimeUnit.SECONDS);
            assertThat(result.problem()).contains("no-such-compiler");
        }
    }

    private void script(String text) throws IOException {
        RunningStack.replace(folder.resolve("build.sh"), text + "\n");
    }
}
