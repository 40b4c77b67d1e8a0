package dev.astra.services.kit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of its own in which one program runs: as the leader of an own session, with a clean environment and limits kept by the
/// kernel. When the program has ended, whatever it started and left behind is killed. For use by one thread.
public final class Room implements AutoCloseable {
    /// Sets the limits, runs the script, keeps its exit code, and ends everything in the session, itself included. `ulimit -f`
    /// counts in 512 bytes (POSIX), `ulimit -v` in KiB; a system that can't limit something goes without. The script is run by a copy of
    /// this shell: to load another would take as long as most tools.
    private static final String GUARD = """
            ulimit -c 0; ulimit -f "$1"; [ "$2" -eq 0 ] || ulimit -v "$2" 2>/dev/null
            script=$3; shift 3; (eval "$script"); echo $? > ../exit; kill -KILL 0""";
    private static final List<String> NEW_SESSION = Files.isExecutable(Path.of("/usr/bin/setsid"))
            ? List.of("/usr/bin/setsid")
            : List.of("/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV");
    private static final Pattern OUT_OF_MEMORY = Pattern.compile("(?i)out of memory|cannot allocate|memory exhausted");
    private static final int FILE_SIZE_EXCEEDED = 128 + 25;
    private static final int ERROR_KEPT = 4_096;

    /// What a program may use.
    ///
    /// @param time how long it may run
    /// @param outputBytes how large its output, and any file it writes, may become
    /// @param memoryBytes how much address space each of its processes may have; 0: any
    public record Limits(Duration time, long outputBytes, long memoryBytes) {}

    /// How it ended.
    ///
    /// @param exitCode its exit code, 128 + n when signal n ended it; -1 when a limit did
    /// @param output what it wrote to standard output
    /// @param error the last 4 KiB of what it wrote to standard error
    /// @param limit `time`, `output` or `memory` when that limit ended it, else empty
    /// @param duration how long it ran
    public record Ended(int exitCode, byte[] output, String error, String limit, Duration duration) {}

    private final Path folder;

    private Room(Path folder) {
        this.folder = folder;
    }

    /// A new room below this folder, which is made where it is missing.
    public static Room below(Path base) throws IOException {
        Files.createDirectories(base);
        Room room = new Room(Files.createTempDirectory(base, "run-"));
        Files.createDirectory(room.work());
        return room;
    }

    /// The folder that the program runs in.
    public Path work() {
        return folder.resolve("work");
    }

    /// Runs a program to its end.
    /// @param script what to run, for a POSIX shell, such as `exec "$@"`
    /// @param arguments `$1` and following
    /// @param input what it reads from standard input
    /// @throws InterruptedException when this thread is interrupted meanwhile; the program is ended then
    public Ended run(String script, List<String> arguments, byte[] input, Limits limits)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("input"), input);
        long begun = System.nanoTime();
        Process process = start(script, arguments, limits);
        boolean inTime = false;
        try {
            inTime = process.waitFor(limits.time().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!inTime) {
                kill(process);
            }
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - begun);
        int code = exitCode(process);
        String error = tail(folder.resolve("error"));
        byte[] output = Files.readAllBytes(folder.resolve("output"));
        String limit = !inTime
                ? "time"
                : code == FILE_SIZE_EXCEEDED || output.length >= limits.outputBytes()
                        ? "output"
                        : code != 0 && limits.memoryBytes() > 0 && OUT_OF_MEMORY.matcher(error).find() ? "memory" : "";
        return new Ended(limit.isEmpty() ? code : -1, output, error, limit, duration);
    }

    private Process start(String script, List<String> arguments, Limits limits) throws IOException {
        List<String> all = new ArrayList<>(NEW_SESSION);
        all.addAll(List.of("/bin/sh", "-c", GUARD, "guard"));
        all.add(String.valueOf(Math.max(1, limits.outputBytes() / 512)));
        all.add(String.valueOf(limits.memoryBytes() / 1_024));
        all.add(script);
        all.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(all).directory(work().toFile())
                .redirectInput(folder.resolve("input").toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("error").toFile());
        builder.environment().clear();
        String home = work().toString();
        builder.environment()
                .putAll(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C.UTF-8", "HOME", home, "TMPDIR",
                        home));
        return builder.start();
    }

    /// Ends the session of a process that has not ended by itself.
    private static void kill(Process process) throws IOException {
        new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + process.pid())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
        process.destroyForcibly().onExit().join();
    }

    private int exitCode(Process process) throws IOException {
        Path kept = folder.resolve("exit");
        String text = Files.exists(kept) ? Files.readString(kept).strip() : "";
        return text.isEmpty() ? process.exitValue() : Integer.parseInt(text);
    }

    private static String tail(Path file) throws IOException {
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, reader.length() - ERROR_KEPT);
            byte[] bytes = new byte[(int) (reader.length() - from)];
            reader.seek(from);
            reader.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// Removes the folder.
    @Override
    public void close() throws IOException {
        remove(folder);
    }

    /// Removes a folder with all that is in it, if it is there.
    public static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
