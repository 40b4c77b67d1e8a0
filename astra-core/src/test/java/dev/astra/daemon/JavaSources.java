package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Java classes without a package in the folder `src` of a test, compiled into its folder `classes` as often as they change.
final class JavaSources {
    private static final String MAIN = """
            class %s { public static void main(String[] a) throws Exception {
                %s System.out.println("loaded"); Thread.sleep(1_000_000); } }""";

    private final Path sources;
    private final Path classes;

    JavaSources(Path folder) {
        sources = folder.resolve("src");
        classes = folder.resolve("classes");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Path classes() {
        return classes;
    }

    JavaSources write(String name, String text) throws IOException {
        Files.createDirectories(sources);
        Files.writeString(sources.resolve(name + ".java"), text);
        return this;
    }

    /// A main class that says `loaded` once it has run these statements, and stays.
    JavaSources main(String name, String statements) throws IOException {
        return write(name, MAIN.formatted(name, statements));
    }

    /// Compiles everything, as Maven and Gradle do.
    void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-g", "-proc:none", "-d", classes.toString()));
        try (Stream<Path> files = Files.list(sources)) {
            files.forEach(each -> arguments.add(each.toString()));
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }
}
