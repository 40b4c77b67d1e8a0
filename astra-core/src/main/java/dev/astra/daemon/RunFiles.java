package dev.astra.daemon;

import dev.astra.model.NativeService;
import dev.astra.watch.Outputs;
import dev.astra.watch.jvm.JavaStart;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which files a service's command names that a build writes.
///
/// @param java how it starts Java, where it does so from a class path
/// @param copied those that are watched: the build's
/// @param beside what else is on the class path of a Java program
record RunFiles(NativeService service, Optional<JavaStart> java, Set<Path> copied, Set<Path> beside) {
    static RunFiles of(NativeService service) {
        Outputs watched = Outputs.of(service.watch());
        Optional<JavaStart> java = JavaStart.of(service.process(), System.getenv());
        Set<Path> named = java.map(JavaStart::files).orElseGet(() -> words(service));
        if (java.isPresent() && !(java.get().canMove() && fit(java.get(), named))) {
            return new RunFiles(service, java, Set.of(), Set.of());
        }
        Set<Path> copied = named.stream()
                .filter(each -> Files.isRegularFile(each) && watched.hold(each))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Path> beside = new LinkedHashSet<>(named);
        beside.removeIf(each -> java.isEmpty() || copied.contains(each)
                || Files.isDirectory(each) && java.get().classPath().contains(each));
        return new RunFiles(service, java, copied, beside);
    }

    /// Whether copies can stand beside the folders to which manifests lead: not when these hold what is to be copied.
    private static boolean fit(JavaStart java, Set<Path> named) {
        return named.stream()
                .filter(each -> Files.isDirectory(each) && !java.classPath().contains(each))
                .noneMatch(folder -> named.stream().anyMatch(each -> !each.equals(folder) && each.startsWith(folder)));
    }

    private static Set<Path> words(NativeService service) {
        return service.process()
                .command()
                .stream()
                .flatMap(each -> path(service, each).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// The command that runs the copies.
    List<String> command(Copies.Copy copy) {
        if (java.isPresent()) {
            return java.get().command(copy::of);
        }
        List<String> words = new ArrayList<>();
        for (String each : service.process().command()) {
            Optional<Path> file = path(service, each).filter(copy.files()::containsKey);
            words.add(file.map(found -> copy.of(found).toString()).orElse(each));
        }
        return words;
    }

    /// A program without a slash is looked for on the PATH, and is no file of a build.
    private static Optional<Path> path(NativeService service, String word) {
        boolean program = word.equals(service.process().command().getFirst());
        if (word.isEmpty() || program && !word.contains("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(service.process().workingDirectory().resolve(word).normalize());
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
