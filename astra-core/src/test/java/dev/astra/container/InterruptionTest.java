package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Starts that are called off in the middle.
@Timeout(180)
class InterruptionTest {
    private static final String CALLED_OFF = "InterruptedException";

    private final CompletableFuture<String> end = new CompletableFuture<>();

    @TempDir
    Path folder;

    @Test
    void leavesNothingOfAPullThatIsCalledOff() throws Exception {
        try (SlowRegistry registry = new SlowRegistry();
                ContainerBench bench = new ContainerBench(folder, "web: { image: '" + registry.image() + "' }")) {
            Thread launch = launch(bench);
            assertThat(registry.begun().await(60, TimeUnit.SECONDS)).as(end.getNow("")).isTrue();
            launch.interrupt();
            assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(CALLED_OFF);
            assertThatThrownBy(() -> bench.direct.calls().inspectImageCmd(registry.image()).exec())
                    .isInstanceOf(NotFoundException.class);
            assertNoContainer(bench);
        }
    }

    @Test
    void saysThatAPullWasCutOff() throws Exception {
        try (SlowRegistry registry = new SlowRegistry();
                ContainerBench bench = new ContainerBench(folder, "web: { image: '" + registry.image() + "' }")) {
            Thread _ = launch(bench);
            assertThat(registry.begun().await(60, TimeUnit.SECONDS)).as(end.getNow("")).isTrue();
            registry.cut();
            assertThat(end.get(120, TimeUnit.SECONDS)).startsWith("cannot pull the image " + registry.image());
            assertNoContainer(bench);
        }
    }

    @Test
    void saysThatTheEngineWentAwayInAPull() throws Exception {
        try (SlowRegistry registry = new SlowRegistry();
                Detour detour = new Detour(folder);
                ContainerBench bench = new ContainerBench(folder,
                        detour.engine(),
                        "web: { image: '" + registry.image() + "' }")) {
            Thread _ = launch(bench);
            assertThat(registry.begun().await(60, TimeUnit.SECONDS)).as(end.getNow("")).isTrue();
            detour.cut();
            assertThat(end.get(60, TimeUnit.SECONDS)).contains("cannot pull the image", "the engine");
            detour.mend();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/containers/create", "/networks/create", "/start"})
    void leavesNoContainerOfAStartThatIsCalledOff(String request) throws Exception {
        try (Detour detour = new Detour(folder);
                ContainerBench bench = new ContainerBench(folder,
                        detour.engine(),
                        "web: { image: 'astra-test/shell:1', command: [sleep, '60'] }")) {
            CompletableFuture<Void> asked = detour.passing(request);
            Thread launch = launch(bench);
            asked.get(60, TimeUnit.SECONDS);
            launch.interrupt();
            String how = end.get(60, TimeUnit.SECONDS);
            if (how.equals("started")) {
                // the engine was quicker: then it runs, and the supervisor stops it
                assertThat(request).isEqualTo("/start");
            } else {
                assertThat(how).isEqualTo(CALLED_OFF);
                assertNoContainer(bench);
            }
        }
    }

    private Thread launch(ContainerBench bench) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                Running _ = bench.start("web");
                end.complete("started");
            } catch (LaunchException failed) {
                end.complete(failed.getMessage());
            } catch (InterruptedException | RuntimeException other) {
                end.complete(other.getClass().getSimpleName());
            }
        });
    }

    private static void assertNoContainer(ContainerBench bench) {
        assertThat(bench.direct.calls()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.PROJECT, bench.project))
                .exec()).isEmpty();
    }
}
