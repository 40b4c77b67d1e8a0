package dev.astra.daemon;

import dev.astra.model.Build;
import dev.astra.model.ComposeDuration;
import dev.astra.model.NativeService;
import dev.astra.model.Service;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// One command that builds one or more services.
///
/// @param sources of all of them
record BuildJob(List<String> command, Path folder, Set<String> services, Set<String> sources) {
    private static final int LINES_KEPT = 200;

    private record Key(List<String> command, Path folder) {}

    /// The distinct builds of these services.
    static List<BuildJob> of(Collection<Service> services) {
        Map<Key, BuildJob> jobs = new LinkedHashMap<>();
        for (Service each : services) {
            if (each instanceof NativeService service && service.build().isPresent()) {
                Build build = service.build().get();
                BuildJob job = jobs.computeIfAbsent(new Key(build.command(), build.workingDirectory()),
                        key -> new BuildJob(key.command, key.folder, new TreeSet<>(), new TreeSet<>()));
                job.services.add(service.name());
                job.sources.addAll(build.sources());
            }
        }
        return List.copyOf(jobs.values());
    }

    /// Runs it to its end. An interrupt ends it and whatever it has started.
    ///
    /// @param mark variables that it gets beside the caller's
    /// @param lines is told what it writes, line by line
    BuildResult run(Map<String, String> mark, Consumer<String> lines) throws InterruptedException {
        long start = System.nanoTime();
        Deque<String> kept = new ArrayDeque<>();
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"));
            builder.environment().putAll(mark);
            process = builder.start();
        } catch (IOException failed) {
            return result(String.valueOf(failed.getMessage()), kept);
        }
        Thread reader = Thread.ofVirtual().name("build output").start(() -> read(process, kept, lines));
        try {
            int code = process.waitFor();
            reader.join(Duration.ofSeconds(1));
            Duration took = Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
            return result(code == 0 ? "" : "exited %d after %s".formatted(code, ComposeDuration.format(took)), kept);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void read(Process process, Deque<String> kept, Consumer<String> lines) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (kept) {
                    kept.add(line);
                    if (kept.size() > LINES_KEPT) {
                        kept.remove();
                    }
                }
                lines.accept(line);
            }
        } catch (IOException _) {
            // the process has ended
        }
    }

    private BuildResult result(String problem, Deque<String> kept) {
        synchronized (kept) {
            return new BuildResult(command, services, problem, List.copyOf(kept));
        }
    }
}
