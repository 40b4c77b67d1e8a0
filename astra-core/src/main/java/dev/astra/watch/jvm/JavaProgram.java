package dev.astra.watch.jvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A Java program as a command starts it.
///
/// @param roots the main class first, then what else starts by itself, such as agents; names with dots, or patterns of names
/// @param classPath absolute; wildcards expanded, manifests not looked into
/// @param release of Java that runs it, such as 25
/// @param lines whether line numbers and other debugging information count, as for a program that is being debugged
public record JavaProgram(List<String> roots, List<Path> classPath, int release, boolean lines) {
    public JavaProgram {
        roots = List.copyOf(roots);
        classPath = List.copyOf(classPath);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("a program has a main class");
        }
    }

    /// The same, when these classes count as reached, and lines where they did not yet.
    public JavaProgram and(List<String> moreRoots, boolean linesToo) {
        List<String> all = new ArrayList<>(roots);
        all.addAll(moreRoots);
        return new JavaProgram(all, classPath, release, lines || linesToo);
    }

    /// The same from other places.
    public JavaProgram at(UnaryOperator<Path> place) {
        return new JavaProgram(roots, classPath.stream().map(place).toList(), release, lines);
    }
}
