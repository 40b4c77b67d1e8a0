package dev.astra.process;

import dev.astra.launch.LaunchException;
import dev.astra.process.posix.PosixException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Says in words why a program that is there could not be started.
final class SpawnProblem {
    private static final int LONGEST_FIRST_LINE = 256;

    private SpawnProblem() {}

    static LaunchException of(Path program, PosixException failed) {
        return new LaunchException("cannot start " + program + ": " + reason(program, failed), failed);
    }

    private static String reason(Path program, PosixException failed) {
        if (failed.isNotFound()) {
            String interpreter = interpreter(program);
            return interpreter.isEmpty()
                    ? "its loader is missing: it was built for another system or C library"
                    : "bad interpreter: its first line asks for " + interpreter + ", which is not there";
        }
        if (failed.isNoProgram()) {
            return "it is no program for this machine, nor a script that begins with #!";
        }
        if (failed.isDenied()) {
            String interpreter = interpreter(program);
            return "permission denied" + (interpreter.isEmpty() ? "" : " (for it, or for " + interpreter + ")");
        }
        if (failed.isTooLong()) {
            return "its arguments and environment are longer than the system takes";
        }
        return String.valueOf(failed.getMessage());
    }

    private static String interpreter(Path program) {
        try (InputStream in = Files.newInputStream(program)) {
            String start = new String(in.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1);
            String line = start.lines().findFirst().orElse("");
            return line.startsWith("#!") ? line.substring(2).strip().split("\\s", 2)[0] : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
