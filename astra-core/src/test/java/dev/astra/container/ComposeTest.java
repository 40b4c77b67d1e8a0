package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Astra beside the real `docker compose`, on the same file. Skipped where that is not installed: [AdoptionTest] then stands for it.
@Timeout(180)
@EnabledIf(value = "isInstalled", disabledReason = "NOT TESTED: there is no `docker compose` here")
class ComposeTest {
    private static final String SERVICE = """
            web:
              image: astra-test/shell:1
              command: [sh, -c, 'echo up; exec sleep 600']
              init: true
              environment: { WORD: hello }
              ports: ['127.0.0.1::8080']
              volumes: ['named:/named']
              healthcheck: { test: 'true', interval: 1s }
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("unused") // the annotation names it
    static boolean isInstalled() {
        try {
            return run(new ProcessBuilder("docker", "compose", "version")).startsWith("Docker Compose");
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void composeListsReadsAndRemovesWhatAstraMade() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            String made = bench.start("web").container().orElseThrow();
            bench.awaitLine("web", "up");
            assertThat(compose(bench, "ps", "-q", "--no-trunc").trim()).isEqualTo(made);
            assertThat(compose(bench, "logs", "--no-log-prefix").lines()).containsExactly("up");
            assertThat(compose(bench, "ls", "--filter", "name=" + bench.project)).contains("running(1)");
            compose(bench, "down", "-v");
            assertThat(new Containers(bench.direct, bench.stack()).inspect(made)).isEmpty();
            assertThat(bench.direct.calls().listVolumesCmd().exec().getVolumes())
                    .noneMatch(each -> each.getName().startsWith(bench.project));
            assertThat(bench.direct.calls().listNetworksCmd().exec())
                    .noneMatch(each -> each.getName().startsWith(bench.project));
        }
    }

    @Test
    void astraKeepsWhatComposeMade() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            compose(bench, "up", "-d", "--wait");
            String made = compose(bench, "ps", "-q", "--no-trunc").trim();
            Running web = bench.start("web");
            assertThat(web.container()).contains(made);
            bench.awaitLine("web", "up");
        }
    }

    private String compose(ContainerBench bench, String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("docker", "compose", "--ansi", "never", "-p", bench.project, "-f",
                        folder.resolve("astra.yaml").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("DOCKER_HOST", TestEngine.require().address());
        return run(builder);
    }

    private static String run(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
