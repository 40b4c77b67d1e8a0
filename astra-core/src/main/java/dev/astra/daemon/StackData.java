package dev.astra.daemon;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// What embedded stores keep across `down`.
public final class StackData {
    private StackData() {}

    /// Removes it all. Nothing of the stack may run.
    ///
    /// @throws IOException with the file that can't be removed
    public static void remove(Project project) throws IOException {
        if (!Files.isDirectory(project.data())) {
            return;
        }
        Files.walkFileTree(project.data(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
