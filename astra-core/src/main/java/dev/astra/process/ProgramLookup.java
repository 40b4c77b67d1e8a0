package dev.astra.process;

import dev.astra.launch.LaunchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds the program of a command as a shell would, and says what is wrong when there is none.
final class ProgramLookup {
    /// What is searched when there is no PATH: the same as a shell's own default on most systems.
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    private ProgramLookup() {}

    /// @param program with a slash: relative to the folder; without: looked for on the environment's PATH
    /// @return absolute
    static Path find(String program, Map<String, String> environment, Path folder) throws LaunchException {
        if (!Files.isDirectory(folder)) {
            throw new LaunchException("cannot start " + program + ": working_dir " + folder
                    + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        return program.indexOf('/') >= 0
                ? checked(program, folder.resolve(program).normalize())
                : onPath(program, environment.getOrDefault("PATH", DEFAULT_PATH), folder);
    }

    private static Path checked(String program, Path file) throws LaunchException {
        if (!Files.exists(file)) {
            throw new LaunchException("command not found: " + program + " (there is no " + file + ")");
        }
        if (Files.isDirectory(file)) {
            throw new LaunchException("cannot start " + program + ": " + file + " is a folder");
        }
        if (!Files.isExecutable(file)) {
            throw new LaunchException(notExecutable(program, file));
        }
        return file;
    }

    private static Path onPath(String program, String path, Path folder) throws LaunchException {
        List<String> looked = new ArrayList<>();
        Path refused = null;
        for (String entry : path.split(":", -1)) {
            Path file = folder.resolve(entry).resolve(program);
            if (Files.isRegularFile(file)) {
                if (Files.isExecutable(file)) {
                    return file;
                }
                refused = file;
            }
            looked.add(entry.isEmpty() ? "." : entry);
        }
        if (refused != null) {
            throw new LaunchException(notExecutable(program, refused));
        }
        throw new LaunchException("command not found: " + program + " (looked in " + String.join(", ", looked) + ")");
    }

    private static String notExecutable(String program, Path file) {
        return "cannot start " + program + ": " + file + " is not executable (chmod +x " + file + ")";
    }
}
