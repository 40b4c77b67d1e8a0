package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.supervise.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Java service whose jar is overwritten while it runs.
class HostJarCopyTest {
    @TempDir
    private Path folder;

    private JavaSources sources;

    @BeforeEach
    void aBuild() throws IOException {
        folder = folder.toRealPath();
        sources = new JavaSources(folder);
        sources.write("Late", "public class Late { public static String word() { return \"late one\"; } }")
                .write("Part", "public class Part { public static String word() { return \"part\"; } }")
                .write("App", """
                        public class App { public static void main(String[] a) throws Exception {
                            System.out.println("loaded " + Part.word());
                            while (!java.nio.file.Files.exists(java.nio.file.Path.of("go"))) { Thread.sleep(20); }
                            System.exit(Late.word().equals("late one") ? 7 : 8); } }""")
                .compile();
        jar("lib/part.jar", new Manifest(), "Part");
        jar("app.jar", manifest(), "App", "Late");
        Files.writeString(folder.resolve("jvm.args"), "-Xshare:auto -Xmx32m\n-cp app.jar");
    }

    @Test
    void itLoadsTheClassesItWasStartedWithAndTheNextRunThoseOfTheBuild() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, false, """
                services:
                  app: { command: [%s, "@jvm.args", App], watch: [app.jar], healthcheck: { log: loaded part } }
                """.formatted(JavaSources.java()))) {
            stack.awaitReady("app");
            overwrite();
            ServiceStatus stale = stack.await("app", status -> status.ready() && !status.reason().isEmpty());
            assertThat(stale.reason()).startsWith("stale: build newer than process: ");
            Files.createFile(folder.resolve("go"));
            assertThat(stack.await("app", HostJarCopyTest::isOver).exitCode()).hasValue(7);

            var _ = stack.host.supervisor().submit(new Command.Start(Set.of("app"), true));
            assertThat(stack.await("app", status -> status.run() == 2 && isOver(status)).exitCode()).hasValue(8);
        }
    }

    private static boolean isOver(ServiceStatus status) {
        return status.state() == ServiceState.FAILED && !status.reason().endsWith("is being ended");
    }

    private void overwrite() throws IOException {
        sources.write("Late", "public class Late { public static String word() { return \"late two\"; } }").compile();
        jar("app.jar", manifest(), "App", "Late");
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/part.jar");
        return manifest;
    }

    private void jar(String name, Manifest manifest, String... classes) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out, manifest)) {
            for (String each : classes) {
                zip.putNextEntry(new ZipEntry(each + ".class"));
                zip.write(Files.readAllBytes(sources.classes().resolve(each + ".class")));
            }
        }
    }
}
