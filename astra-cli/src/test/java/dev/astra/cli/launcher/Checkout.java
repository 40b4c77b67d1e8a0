package dev.astra.cli.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A checkout with the real scripts, made up of nothing else: empty sources, a Maven that only makes the jars, JDKs that print how
/// they are called.
final class Checkout {
    private static final List<String> TOOLS = List.of("sh", "bash", "env", "find", "readlink", "dirname", "mkdir", "cp",
            "mv", "rm",
            "flock", "ps", "uname", "cat", "sleep", "touch", "printf");

    final Path root;
    final Path tools;
    private final Path base;
    private final Map<String, String> environment = new HashMap<>();

    /// What a run of the script came to.
    record Ran(int code, String out, String error) {}

    Checkout(Path base, String name) throws IOException {
        this.base = base;
        this.root = base.resolve(name);
        this.tools = Files.createDirectories(base.resolve("tools"));
        copyScripts(projectRoot().resolve("scripts"), root.resolve("scripts"));
        for (String each : List.of("astra-core/src/main", "astra-cli/src/main", "astra-services/src/main")) {
            write(root.resolve(each).resolve("Some.java"), "");
        }
        for (String each : List.of("pom.xml", "astra-core/pom.xml", "astra-cli/pom.xml", "astra-services/pom.xml",
                "astra.yaml")) {
            write(root.resolve(each), "");
        }
        for (String each : TOOLS) {
            linkTool(each);
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", base.resolve("home").toString());
        environment.put("ASTRA_JDK_FOLDERS", base.resolve("jvm") + "/*");
    }

    void set(String name, Object value) {
        environment.put(name, value.toString());
    }

    /// A JDK whose java prints its own folder, JAVA_HOME and its arguments, a line each.
    Path jdk(String folder, String version) throws IOException {
        Path home = base.resolve(folder);
        program(home.resolve("bin/java"),
                "echo \"jdk ${0%/bin/java}\"\necho \"JAVA_HOME $JAVA_HOME\"\nfor each in \"$@\"; do echo \"[$each]\"; done\n");
        program(home.resolve("bin/javac"), "");
        write(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /// A Maven that notes each call in `maven-calls` and makes the jars.
    void maven() throws IOException {
        maven("for each in astra-cli astra-services; do mkdir -p $each/target/lib; echo jar > $each/target/$each.jar; "
                + "echo lib > $each/target/lib/lib.jar; done\n");
    }

    void maven(String body) throws IOException {
        program(tools.resolve("mvn"), "echo \"$*\" >> maven-calls\n" + body);
    }

    List<String> mavenCalls() throws IOException {
        Path calls = root.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Ran astra(String... arguments) throws IOException, InterruptedException {
        return run(root, root.resolve("scripts/astra"), arguments);
    }

    Ran run(Path folder, Path script, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(base, "out", "");
        Path error = Files.createTempFile(base, "error", "");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(error.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ran(code, Files.readString(out), Files.readString(error));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void program(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void linkTool(String name) throws IOException {
        for (String folder : List.of("/usr/bin", "/bin")) {
            Path tool = Path.of(folder, name);
            if (Files.exists(tool)) {
                Files.createSymbolicLink(tools.resolve(name), tool);
                return;
            }
        }
    }

    private static void copyScripts(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    /// Tests run in the folder of their module.
    private static Path projectRoot() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
