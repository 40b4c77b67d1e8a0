package dev.astra.process.posix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// All descriptors that this process has open, whoever opened them.
final class OpenDescriptors {
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;

    private OpenDescriptors() {}

    /// Keeps them out of programs started from now on, for a C library that can't close them in the child (glibc before 2.34).
    static void closeOnExec() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path each : all) {
                int number = Integer.parseInt(each.getFileName().toString());
                if (number > 2) {
                    CFunction.FCNTL.attempt(number, F_SETFD, FD_CLOEXEC);
                }
            }
        } catch (IOException unreadable) {
            return; // the JDK opens nearly all of its descriptors so anyway
        }
    }
}
