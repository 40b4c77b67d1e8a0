package dev.astra.watch.jvm;

import dev.astra.model.ProcessSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/// A command that starts a Java program from a class path, taken apart so that it can be started from other files. Immutable.
///
/// @param program the `java` to run
/// @param inherited the options that its environment adds
/// @param options all others but the class path; argument files are read
/// @param classPath absolute; wildcards expanded, manifests not looked into
/// @param rest the main class, unless it is a jar, and the program's arguments
public record JavaStart(
        String program, List<String> inherited, List<String> options, Form form, List<Path> classPath,
        List<String> rest) {
    /// How it is said what to run.
    public enum Form {
        /// `-jar`: the class path is that jar.
        JAR,
        /// A main class and a class path, each element by its name.
        NAMED,
        /// The same, some elements by a wildcard.
        WILDCARDS
    }

    /// Options by which a JVM writes down which class path it has, for later runs.
    private static final Pattern MAKES_ARCHIVE = Pattern.compile("-Xshare:dump|-XX:(ArchiveClassesAtExit=.*"
            + "|AOTCacheOutput=.*|AOTConfiguration=.*|AOTMode=(record|create)|DumpLoadedClassList=.*"
            + "|\\+AutoCreateSharedArchive)");
    /// Options by which a JVM checks its class path against what was written down.
    private static final Pattern READS_ARCHIVE = Pattern.compile("-XX:(AOTCache|SharedArchiveFile)=.*");

    public JavaStart {
        inherited = List.copyOf(inherited);
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
        rest = List.copyOf(rest);
    }

    /// How the process starts Java. Empty when it runs no `java`, or runs it in a way that says nothing of a class path.
    ///
    /// @param environment the variables that a process inherits, where it does
    public static Optional<JavaStart> of(ProcessSpec process, Map<String, String> environment) {
        return JavaCommand.startOf(process, environment);
    }

    /// Whether the program is the same from copies elsewhere. It is not when the JVM makes an archive of its classes, nor when it checks
    /// one against a class path whose order only the folder knows.
    public boolean canMove() {
        List<String> all = allOptions();
        return all.stream().noneMatch(each -> MAKES_ARCHIVE.matcher(each).matches())
                && !(form == Form.WILDCARDS && all.stream().anyMatch(each -> READS_ARCHIVE.matcher(each).matches()));
    }

    List<String> allOptions() {
        List<String> all = new ArrayList<>(inherited);
        all.addAll(options);
        return all;
    }

    /// The files and folders of the class path that are there, and where the manifests on it lead.
    public Set<Path> files() {
        Set<Path> found = new LinkedHashSet<>();
        Deque<Path> open = new ArrayDeque<>(classPath);
        while (!open.isEmpty()) {
            Path path = open.pop();
            if (Files.exists(path) && found.add(path) && Files.isRegularFile(path)) {
                open.addAll(next(path));
            }
        }
        return found;
    }

    private static Collection<Path> next(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return JarListing.classPath(jar, JarListing.manifest(zip));
        } catch (IOException _) {
            return List.of(); // no jar, or not a whole one: the JVM will say so
        }
    }

    /// The command that starts the program from other places.
    ///
    /// @param place for each file or folder of the class path
    public List<String> command(UnaryOperator<Path> place) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.add(form == Form.JAR ? "-jar" : "-cp");
        command.add(classPath.stream()
                .map(each -> place.apply(each).toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(rest);
        return command;
    }
}
