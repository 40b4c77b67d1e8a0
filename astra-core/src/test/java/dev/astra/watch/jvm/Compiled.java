package dev.astra.watch.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Sources of a test, compiled into a folder as often as they change.
final class Compiled {
    private final Path sources;
    private final Path classes;
    private final Closures closures = new Closures();
    private final List<String> roots = new ArrayList<>();
    private final boolean lines;
    private final Map<String, Closure> before = new HashMap<>();

    /// Classes that are found by reflection in every program.
    Compiled reaching(String... more) {
        roots.addAll(List.of(more));
        return this;
    }

    Compiled(Path folder, boolean lines) {
        sources = folder.resolve("src");
        classes = folder.resolve("classes");
        this.lines = lines;
    }

    Path classes() {
        return classes;
    }

    Compiled source(String name, String text) throws IOException {
        Path file = sources.resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        String end = name.substring(0, name.lastIndexOf('.'));
        Files.writeString(file, "package " + end + ";\n" + text);
        return this;
    }

    Compiled resource(String name, String text) throws IOException {
        Path file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /// Compiles everything, as Maven and Gradle do.
    Compiled compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(List.of("-g", "-proc:none", "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(each -> each.toString().endsWith(".java")).forEach(each -> arguments.add(each.toString()));
        }
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new AssertionError("the sources of the test do not compile");
        }
        return this;
    }

    /// Remembers what these main classes reach now.
    Compiled ran(String... mains) throws IOException {
        try (Look look = closures.look()) {
            List<JavaProgram> programs = Stream.of(mains).map(this::program).toList();
            look.closures(programs).forEach((program, closure) -> before.put(program.roots().getFirst(), closure));
        }
        return this;
    }

    /// What has changed for that main class; empty: nothing.
    String change(String main) throws IOException {
        try (Look look = closures.look()) {
            Optional<Change> change = look.change(program(main), Objects.requireNonNull(before.get(main)));
            return change.map(Change::describe).orElse("");
        }
    }

    JavaProgram program(String main) {
        return new JavaProgram(List.of(main), List.of(classes), 25, lines).and(roots, false);
    }
}
