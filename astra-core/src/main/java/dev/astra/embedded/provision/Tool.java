package dev.astra.embedded.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program of this machine that does one thing and ends, such as `initdb`.
///
/// @param environment on top of the caller's
public record Tool(List<String> command, Path workingDirectory, Map<String, String> environment) {
    private static final int EVIDENCE = 4_000;

    /// How it ended.
    ///
    /// @param code its exit code, 128 + the signal's number where one ended it
    /// @param output the end of what it wrote
    public record Result(int code, String output) {
        public boolean success() {
            return code == 0;
        }
    }

    public Tool {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public Tool(Path workingDirectory, String... command) {
        this(List.of(command), workingDirectory, Map.of());
    }

    /// Runs it to its end, without input. An interrupt kills it, as does the end of the time.
    ///
    /// @throws IOException when it could not be started
    public Result run(long seconds) throws IOException, InterruptedException {
        Path output = Files.createTempFile("astra", ".out");
        try {
            Process process = start(output, ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            try {
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    return new Result(124, "still running after " + seconds + " s\n" + tail(output));
                }
                return new Result(process.exitValue(), tail(output));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /// Starts it with its output in a file.
    public Process start(Path output, ProcessBuilder.Redirect input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(input);
        builder.environment().putAll(new HashMap<>(environment));
        return builder.start();
    }

    /// The end of a file of output.
    public static String tail(Path output) throws IOException {
        byte[] all = Files.readAllBytes(output);
        int from = Math.max(0, all.length - EVIDENCE);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
    }

    /// Where a program stands on a search path such as `$PATH`.
    public static Optional<Path> find(String program, String searchPath) {
        for (String folder : searchPath.split(":")) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }
}
