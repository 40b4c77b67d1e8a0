package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.log.StandardStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Images that the engine builds, from what every engine of the tests has.
@Timeout(180)
class ImageBuilderTest {
    @TempDir
    Path folder;

    @Test
    void buildsFromAFolder() throws Exception {
        Path context = Files.createDirectories(folder.resolve("web"));
        Files.writeString(context.resolve("Dockerfile"), """
                FROM astra-test/shell:1 AS plain
                ARG WORD=none
                RUN echo "$WORD" > /word
                COPY page /page
                FROM plain AS other
                RUN echo other > /word
                """);
        Files.writeString(context.resolve("page"), "a page\n");
        try (ContainerBench bench = new ContainerBench(folder, """
                web:
                  build: { context: web, target: plain, args: { WORD: given }, labels: { of: test } }
                  command: [cat, /word, /page]
                """)) {
            assertThat(output(bench)).containsExactly("given", "a page");
            discard(bench, "web");
        }
    }

    @Test
    void sendsWhatTheIgnoreFileLeaves() throws Exception {
        Path context = Files.createDirectories(folder.resolve("web"));
        for (String each : List.of("page", "node_modules/x", "deep/node_modules/y", "deep/kept.log", "deep/other.log",
                ".astra/run/state", "docker/web.Dockerfile")) {
            Files.createDirectories(context.resolve(each).getParent());
            Files.writeString(context.resolve(each), each + "\n");
        }
        Files.createSymbolicLink(context.resolve("link"), Path.of("page"));
        var _ = context.resolve("page").toFile().setExecutable(true);
        Files.writeString(context.resolve("docker/web.Dockerfile"), """
                FROM astra-test/shell:1
                COPY . /all
                CMD ["sh", "-c", "cd /all && find . ! -type d | sort && cat link && test -x page"]
                """);
        Files.writeString(context.resolve(".dockerignore"), """
                # what is made again
                **/node_modules
                *.Dockerfile
                docker
                deep/*.log
                !deep/kept.log
                """);
        try (ContainerBench bench = new ContainerBench(folder,
                "web: { build: { context: web, dockerfile: docker/web.Dockerfile } }")) {
            assertThat(output(bench)).containsExactly("./.dockerignore", "./deep/kept.log", "./link", "./page", "page");
            discard(bench, "web");
        }
    }

    @Test
    void takesADockerfileFromElsewhere() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("web")).resolve("page"), "a page\n");
        Files.writeString(folder.resolve("web.Dockerfile"), """
                FROM astra-test/shell:1
                COPY . /all
                CMD ["ls", "-A", "/all"]
                """);
        try (ContainerBench bench = new ContainerBench(folder,
                "web: { build: { context: web, dockerfile: ../web.Dockerfile } }")) {
            assertThat(output(bench)).containsExactly("page");
            discard(bench, "web");
        }
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        var _ = Files.createDirectories(folder.resolve("web"));
        try (ContainerBench bench = new ContainerBench(folder, """
                web: { build: web }
                gone: { build: gone }
                """)) {
            assertThatThrownBy(() -> bench.start("web")).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("there is no " + folder.resolve("web/Dockerfile"));
            assertThatThrownBy(() -> bench.start("gone")).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("there is no folder " + folder.resolve("gone"));
        }
    }

    private static List<String> output(ContainerBench bench) throws Exception {
        Running run = bench.start("web");
        assertThat(ContainerBench.end(run)).isEqualTo(new Exit.Code(0));
        return bench.lines("web", StandardStream.STDOUT);
    }

    @Test
    void buildsFromALineInTheFile() throws Exception {
        Files.writeString(folder.resolve("page"), "a page\n");
        try (ContainerBench bench = new ContainerBench(folder, """
                web:
                  build:
                    context: .
                    dockerfile_inline: |
                      FROM astra-test/shell:1
                      COPY page /page
                      CMD ["cat", "/page"]
                """)) {
            assertThat(output(bench)).containsExactly("a page");
            discard(bench, "web");
        }
    }

    @Test
    void saysWhyABuildFailed() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, """
                web:
                  build:
                    dockerfile_inline: |
                      FROM astra-test/shell:1
                      RUN echo evidence; exit 7
                """)) {
            assertThatThrownBy(() -> bench.start("web")).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("of web can't be built")
                    .hasMessageContaining("returned a non-zero code: 7")
                    .hasMessageContaining("evidence");
            assertThatThrownBy(() -> bench.direct.calls().inspectImageCmd(bench.project + "-web").exec())
                    .isInstanceOf(NotFoundException.class);
        }
    }

    private static void discard(ContainerBench bench, String service) {
        bench.launcher().remove(true);
        var _ = bench.direct.calls().removeImageCmd(bench.project + "-" + service).exec();
    }
}
