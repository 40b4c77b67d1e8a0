package dev.astra.watch.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.ProcessSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @Test
    void aClassPathIsTakenFromTheCommandAndItsArgumentFiles() throws Exception {
        Files.writeString(folder.resolve("jvm.args"), "# heap\n-Xmx48m '-cp'\n\"my lib/\\\n   *\"\n");
        Files.createDirectories(folder.resolve("my lib"));
        Files.createFile(folder.resolve("my lib/b.jar"));
        Files.createFile(folder.resolve("my lib/a.jar"));

        JavaProgram program = program(JAVA, "@jvm.args", "--add-modules", "java.sql", "dev.Main", "-cp", "other")
                .orElseThrow();

        assertThat(program.roots()).containsExactly("dev.Main");
        assertThat(program.classPath()).containsExactly(folder.resolve("my lib/a.jar"), folder.resolve("my lib/b.jar"));
        assertThat(program.release()).isEqualTo(Runtime.version().feature());
    }

    @Test
    void linesCountForAProgramThatIsBeingDebugged() {
        assertThat(program(JAVA, "-cp", "a.jar", "dev.Main").orElseThrow().lines()).isFalse();
        assertThat(program(JAVA, "-agentlib:jdwp=transport=dt_socket,server=y", "-cp", "a.jar", "dev.Main")
                .orElseThrow()
                .lines()).isTrue();
    }

    @Test
    void aJarNamesItsMainClassAndWhatElseIsOnItsClassPath() throws Exception {
        jar("lib/part.jar", "", Map.of("p/Part.class", "1"));
        jar("app.jar", "Main-Class: dev.Main\nClass-Path: lib/part.jar lib/missing.jar\n",
                Map.of("dev/Main.class", "1"));

        JavaProgram program = program(JAVA, "-Xmx1g", "-jar", "app.jar", "x").orElseThrow();

        assertThat(program.roots()).containsExactly("dev.Main");
        Names names = new Names();
        Image image = Image.of(program, new Places(), names);
        assertThat(image.has(names.ofClass("p/Part"))).isTrue();
    }

    @Test
    void ofAMultiReleaseJarTheVersionThatRunsCounts() throws Exception {
        jar("app.jar", "Multi-Release: true\n", Map.of("p/A.class", "base", "META-INF/versions/11/p/A.class", "11",
                "META-INF/versions/99/p/A.class", "99", "META-INF/versions/11/p/B.class", "only 11"));
        Names names = new Names();

        Image now = Image.of(new JavaProgram(List.of("p.A"), List.of(folder.resolve("app.jar")), 25, false),
                new Places(),
                names);
        Image old = Image.of(new JavaProgram(List.of("p.A"), List.of(folder.resolve("app.jar")), 8, false),
                new Places(),
                names);

        assertThat(now.pieces(names.ofClass("p/A"))).extracting(Piece::path)
                .containsExactly("META-INF/versions/11/p/A.class");
        assertThat(old.pieces(names.ofClass("p/A"))).extracting(Piece::path).containsExactly("p/A.class");
        assertThat(old.has(names.ofClass("p/B"))).isFalse();
    }

    @Test
    void aProgramStartsFromOtherPlacesWithTheSameOptions() throws Exception {
        Files.writeString(folder.resolve("jvm.args"), "-Xmx48m\n-cp a.jar:b\n");

        JavaStart start = start(JAVA, "@jvm.args", "--add-modules", "java.sql", "dev.Main", "-cp", "@x").orElseThrow();
        assertThat(start.command(path -> Path.of("/copies").resolve(path.getFileName()))).containsExactly(JAVA,
                "-Xmx48m", "--add-modules", "java.sql", "-cp", "/copies/a.jar:/copies/b", "dev.Main", "-cp", "@x");

        JavaStart jar = start(JAVA, "-Xmx1g", "-jar", "app.jar", "x").orElseThrow();
        assertThat(jar.command(path -> path)).containsExactly(JAVA, "-Xmx1g", "-jar",
                folder.resolve("app.jar").toString(), "x");
    }

    @Test
    void aJarLeadsToThoseThatItsManifestNames() throws Exception {
        jar("lib/part.jar", "Class-Path: ../deep.jar\n", Map.of("p/Part.class", "1"));
        jar("deep.jar", "", Map.of("p/Deep.class", "1"));
        jar("app.jar", "Class-Path: lib/part.jar lib/missing.jar\n", Map.of("dev/Main.class", "1"));

        assertThat(start(JAVA, "-jar", "app.jar").orElseThrow().files()).containsExactly(folder.resolve("app.jar"),
                folder.resolve("lib/part.jar"), folder.resolve("deep.jar"));
    }

    @Test
    void whoMakesAnArchiveOfClassesOrReadsOneByAWildcardStaysWhereItIs() {
        assertThat(start(JAVA, "-XX:AOTCache=a.aot", "-cp", "a.jar", "dev.Main").orElseThrow().canMove()).isTrue();
        assertThat(start(JAVA, "-XX:AOTCacheOutput=a.aot", "-cp", "a.jar", "dev.Main").orElseThrow().canMove())
                .isFalse();
        assertThat(start(JAVA, "-XX:AOTCache=a.aot", "-cp", "lib/*", "dev.Main").orElseThrow().canMove()).isFalse();
        assertThat(start(JAVA, "-cp", "lib/*", "dev.Main").orElseThrow().canMove()).isTrue();
    }

    @Test
    void whatIsNoJavaOrHasNoClassPathIsNothingToLookInto() throws Exception {
        assertThat(program("sh", "-c", "java")).isEmpty();
        assertThat(program(JAVA, "-p", "mods", "-m", "m/p.Main")).isEmpty();
        assertThat(program(JAVA, "Main.java")).isEmpty();
        assertThat(program(JAVA, "-jar", "missing.jar")).isEmpty();
        assertThat(program(JAVA, "-version")).isEmpty();
    }

    private Optional<JavaStart> start(String... command) {
        return JavaStart.of(new ProcessSpec(List.of(command), folder, Map.of(), false, false), Map.of());
    }

    private Optional<JavaProgram> program(String... command) {
        return JavaCommand.programOf(new ProcessSpec(List.of(command), folder, Map.of(), false, false), Map.of());
    }

    private void jar(String name, String manifest, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        Manifest read = new Manifest(
                new ByteArrayInputStream(("Manifest-Version: 1.0\n" + manifest).getBytes(StandardCharsets.UTF_8)));
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out, read)) {
            for (Map.Entry<String, String> each : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
