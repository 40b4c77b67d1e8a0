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

    private final Path folder;
    private final Deque<String> words = new ArrayDeque<>();
    private final List<Path> agents = new ArrayList<>();
    private final List<String> agentClasses = new ArrayList<>();
    private String classPath;
    private boolean debugged;

    private JavaCommand(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /// The program that the process runs. Empty when it runs no `java`, or runs it in a way that says nothing of a class path: modules,
    /// source files, a jar that is not there.
    ///
    /// @param inherited the variables that a process inherits, where it does
    public static Optional<JavaProgram> programOf(ProcessSpec process, Map<String, String> inherited) {
        Path executable = Path.of(process.command().getFirst());
        Path name = executable.getFileName();
        if (name == null || !name.toString().equals("java") && !name.toString().equals("java.exe")) {
            return Optional.empty();
        }
        Map<String, String> environment = new HashMap<>(process.inheritEnvironment() ? inherited : Map.of());
        environment.putAll(process.environment());
        JavaCommand command = new JavaCommand(process.workingDirectory(),
                environment.getOrDefault("CLASSPATH", ""));
        try {
            command.words.addAll(ArgumentFile.words(environment.getOrDefault("JDK_JAVA_OPTIONS", "")));
            command.words.addAll(process.command().subList(1, process.command().size()));
            int release = JavaRelease.of(executable, process.workingDirectory(), environment);
            return command.program(release);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<JavaProgram> program(int release) throws IOException {
        while (!words.isEmpty()) {
            String word = words.pop();
            if (word.startsWith("@") && !word.startsWith("@@")) {
                ArgumentFile.words(Files.readString(folder.resolve(word.substring(1)))).reversed().forEach(words::push);
            } else if (CLASS_PATH.contains(word) && !words.isEmpty()) {
                classPath = words.pop();
            } else if (word.startsWith("--class-path=")) {
                classPath = word.substring("--class-path=".length());
            } else if (OTHER_WAYS.contains(word) || word.startsWith("--module=") || word.startsWith("--module-path=")) {
                return Optional.empty();
            } else if (WITH_VALUE.contains(word)) {
                words.poll();
            } else if (word.startsWith("-agentlib:jdwp") || word.startsWith("-Xrunjdwp")) {
                debugged = true;
            } else if (word.startsWith("-javaagent:")) {
                agent(folder.resolve(word.substring("-javaagent:".length()).replaceFirst("=.*", "")));
            } else if (word.equals("-jar") && !words.isEmpty()) {
                return jar(folder.resolve(words.pop()), release);
            } else if (!word.startsWith("-")) {
                return word.endsWith(".java") ? Optional.empty() : Optional.of(program(word, expanded(), release));
            }
        }
        return Optional.empty();
    }

    private Optional<JavaProgram> jar(Path jar, int release) throws IOException {
        String main = attributes(jar).getValue(Attributes.Name.MAIN_CLASS);
        return main == null ? Optional.empty() : Optional.of(program(main.trim(), List.of(jar.normalize()), release));
    }

    private JavaProgram program(String main, List<Path> path, int release) {
        List<String> roots = new ArrayList<>(List.of(main.replace('/', '.')));
        roots.addAll(agentClasses);
        List<Path> all = new ArrayList<>(path);
        all.addAll(agents);
        return new JavaProgram(roots, all, release, debugged);
    }

    private void agent(Path jar) throws IOException {
        String main = attributes(jar).getValue("Premain-Class");
        if (main != null) {
            agents.add(jar.normalize());
            agentClasses.add(main.trim());
        }
    }

    private static Attributes attributes(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return JarListing.manifest(zip);
        }
    }

    /// An empty class path is the working folder, and so is an empty element.
    private List<Path> expanded() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String each : classPath.split(File.pathSeparator, -1)) {
            if (each.equals("*") || each.endsWith("/*")) {
                paths.addAll(jars(folder.resolve(each.substring(0, each.length() - 1)).normalize()));
            } else {
                paths.add(folder.resolve(each).normalize());
            }
        }
        return paths;
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
