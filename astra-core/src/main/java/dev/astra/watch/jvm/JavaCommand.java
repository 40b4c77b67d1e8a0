package dev.astra.watch.jvm;

import dev.astra.model.ProcessSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// Reads the command line of the `java` launcher ("The java Command", JDK 25 tool specifications).
public final class JavaCommand {
    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");
    private static final Set<String> WITH_VALUE = Set.of("--add-modules", "--limit-modules", "--add-exports",
            "--add-opens", "--add-reads", "--patch-module", "--enable-native-access", "--describe-module", "-d",
            "--illegal-native-access", "--illegal-final-field-mutation", "--enable-final-field-mutation",
            "--sun-misc-unsafe-memory-access", "--finalization");
    private static final Set<String> OTHER_WAYS = Set.of("-m", "--module", "-p", "--module-path",
            "--upgrade-module-path", "--source");

    private final ProcessSpec process;
    private final Path folder;
    private final Deque<String> words = new ArrayDeque<>();
    private List<String> options = new ArrayList<>();
    private String classPath;

    private JavaCommand(ProcessSpec process, String classPath) {
        this.process = process;
        this.folder = process.workingDirectory();
        this.classPath = classPath;
    }

    /// The program that the process runs. Empty when it runs no `java`, or runs it in a way that says nothing of a class path: modules,
    /// source files, a jar that is not there.
    ///
    /// @param inherited the variables that a process inherits, where it does
    public static Optional<JavaProgram> programOf(ProcessSpec process, Map<String, String> inherited) {
        try {
            Optional<JavaStart> start = startOf(process, inherited);
            return start.isEmpty() ? Optional.empty() : program(start.get(), process, inherited);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// As [JavaStart#of].
    static Optional<JavaStart> startOf(ProcessSpec process, Map<String, String> inherited) {
        Path name = Path.of(process.command().getFirst()).getFileName();
        if (name == null || !name.toString().equals("java") && !name.toString().equals("java.exe")) {
            return Optional.empty();
        }
        Map<String, String> environment = environment(process, inherited);
        JavaCommand command = new JavaCommand(process, environment.getOrDefault("CLASSPATH", ""));
        try {
            command.words.addAll(ArgumentFile.words(environment.getOrDefault("JDK_JAVA_OPTIONS", "")));
            Optional<JavaStart> early = command.read(List.of());
            List<String> before = command.options;
            command.options = new ArrayList<>();
            command.words.addAll(process.command().subList(1, process.command().size()));
            return early.isPresent() ? Optional.empty() : command.read(before);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, String> environment(ProcessSpec process, Map<String, String> inherited) {
        Map<String, String> environment = new HashMap<>(process.inheritEnvironment() ? inherited : Map.of());
        environment.putAll(process.environment());
        return environment;
    }

    private Optional<JavaStart> read(List<String> before) throws IOException {
        while (!words.isEmpty()) {
            String word = words.pop();
            if (word.startsWith("@") && !word.startsWith("@@")) {
                ArgumentFile.words(Files.readString(folder.resolve(word.substring(1)))).reversed().forEach(words::push);
            } else if (CLASS_PATH.contains(word) && !words.isEmpty()) {
                classPath = words.pop();
            } else if (word.startsWith("--class-path=")) {
                classPath = word.substring("--class-path=".length());
            } else if (OTHER_WAYS.contains(word) || word.startsWith("--module=") || word.startsWith("--module-path=")) {
                words.clear();
            } else if (word.equals("-jar") && !words.isEmpty()) {
                List<Path> jar = List.of(folder.resolve(words.pop()).normalize());
                return Optional.of(start(before, JavaStart.Form.JAR, jar));
            } else if (word.startsWith("-")) {
                options.add(word);
                if (WITH_VALUE.contains(word) && !words.isEmpty()) {
                    options.add(words.pop());
                }
            } else {
                words.push(word);
                boolean named = Stream.of(elements()).noneMatch(JavaCommand::isWildcard);
                return word.endsWith(".java")
                        ? Optional.empty()
                        : Optional.of(start(before, named ? JavaStart.Form.NAMED : JavaStart.Form.WILDCARDS,
                                expanded()));
            }
        }
        return Optional.empty();
    }

    private JavaStart start(List<String> before, JavaStart.Form form, List<Path> path) {
        return new JavaStart(process.command().getFirst(), before, options, form, path, List.copyOf(words));
    }

    private static Optional<JavaProgram> program(JavaStart start, ProcessSpec process, Map<String, String> inherited)
            throws IOException {
        boolean jar = start.form() == JavaStart.Form.JAR;
        String main = jar
                ? attributes(start.classPath().getFirst()).getValue(Attributes.Name.MAIN_CLASS)
                : start.rest().getFirst();
        if (main == null) {
            return Optional.empty();
        }
        List<String> roots = new ArrayList<>(List.of(main.trim().replace('/', '.')));
        List<Path> all = new ArrayList<>(start.classPath());
        boolean debugged = false;
        for (String each : start.allOptions()) {
            debugged |= each.startsWith("-agentlib:jdwp") || each.startsWith("-Xrunjdwp");
            if (each.startsWith("-javaagent:")) {
                Path agent = process.workingDirectory()
                        .resolve(each.substring("-javaagent:".length()).replaceFirst("=.*", ""));
                String premain = attributes(agent).getValue("Premain-Class");
                if (premain != null) {
                    all.add(agent.normalize());
                    roots.add(premain.trim());
                }
            }
        }
        int release = JavaRelease.of(Path.of(start.program()), process.workingDirectory(),
                environment(process, inherited));
        return Optional.of(new JavaProgram(roots, all, release, debugged));
    }

    private static Attributes attributes(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return JarListing.manifest(zip);
        }
    }

    /// An empty class path is the working folder, and so is an empty element.
    private List<Path> expanded() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String each : elements()) {
            if (isWildcard(each)) {
                paths.addAll(jars(folder.resolve(each.substring(0, each.length() - 1)).normalize()));
            } else {
                paths.add(folder.resolve(each).normalize());
            }
        }
        return paths;
    }

    private String[] elements() {
        return classPath.split(File.pathSeparator, -1);
    }

    private static boolean isWildcard(String element) {
        return element.equals("*") || element.endsWith("/*");
    }

    private static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
                stream.forEach(jars::add);
            }
        }
        jars.sort(null);
        return jars;
    }
}
