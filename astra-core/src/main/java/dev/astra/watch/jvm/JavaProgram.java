package dev.astra.watch.jvm;

import java.nio.file.Path;
import java.util.List;

/// A Java program as a command starts it.
///
/// @param roots the main class first, then what else starts by itself, such as agents; names with dots
/// @param classPath absolute; wildcards expanded, manifests not looked into
/// @param release of Java that runs it, such as 25
public record JavaProgram(List<String> roots, List<Path> classPath, int release) {
    public JavaProgram {
        roots = List.copyOf(roots);
        classPath = List.copyOf(classPath);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("a program has a main class");
        }
    }
}
