package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build of Java services that share their classes.
class HostJavaRebuildTest {
    private static final String MAIN = """
            class %s { public static void main(String[] a) throws Exception { %s Thread.sleep(1_000_000); } }""";

    @TempDir
    private Path folder;

    @Test
    void onlyWhoReachesAChangedClassIsRestartedAndTheLogSaysThroughWhich() throws Exception {
        folder = folder.toRealPath();
        source("Shared", "class Shared { static int id() { return 1; } }");
        source("Between", "class Between { static int id() { return Shared.id(); } }");
        source("Uses", MAIN.formatted("Uses", "Between.id();"));
        source("Alone", MAIN.formatted("Alone", ""));
        compile();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (RunningStack stack = RunningStack.up(folder, true, """
                services:
                  uses: { command: [%1$s, -cp, classes, Uses], watch: [classes] }
                  alone: { command: [%1$s, -cp, classes, Alone], watch: [classes] }
                """.formatted(java))) {
            source("Shared", "class Shared { static int id() { return 2; } }");
            compile();

            stack.await("uses", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
            assertThat(stack.cause("uses")).isEqualTo("Shared changed, reached by Uses → Between");
            assertThat(stack.notice("classes/Shared.class changed"))
                    .isEqualTo("classes/Shared.class changed: concerns 1 of the 2 services that watch it");
            assertThat(stack.host.affected(false).get()).isEmpty();
            assertThat(stack.host.affected(true).get())
                    .isEqualTo(Map.of("uses", "Shared changed, reached by Uses → Between"));

            source("Alone", "// a comment\n\n" + MAIN.formatted("Alone", ""));
            compile();
            assertThat(stack.notice("classes/Alone.class changed"))
                    .isEqualTo("classes/Alone.class changed: concerns none of the 2 services that watch it");
            assertThat(stack.runs()).containsExactlyInAnyOrder(2, 1);
        }
    }

    private void source(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/" + name + ".java"), text);
    }

    private void compile() {
        String sources = folder.resolve("src").toString();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-g", "-d", folder.resolve("classes").toString(), "-sourcepath", sources,
                        sources + "/Uses.java", sources + "/Alone.java", sources + "/Shared.java",
                        sources + "/Between.java");
        assertThat(code).isZero();
    }
}
