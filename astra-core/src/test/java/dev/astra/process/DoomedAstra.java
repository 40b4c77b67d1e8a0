package dev.astra.process;

import dev.astra.process.posix.ProcessDescriptor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// [Doomed] in a JVM of its own.
/// @param build a process of its own session that got its mark alone
record DoomedAstra(Process process, long guardian, long build, List<Long> services) {
    static DoomedAstra start(Path folder) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Doomed.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        if (line == null) {
            throw new IllegalStateException("it ended before its time");
        }
        List<Long> numbers = Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
        return new DoomedAstra(process, numbers.getFirst(), numbers.get(1), numbers.subList(2, numbers.size()));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(Workbench.BOUND_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("SIGKILL does not end it");
        }
    }

    /// Waits until none of the services is alive any more, but for a zombie that nobody has reaped.
    void awaitServicesGone() throws Exception {
        for (long pid : services) {
            awaitGone(pid);
        }
    }

    static void awaitGone(long pid) throws Exception {
        var handle = ProcessDescriptor.open(pid);
        if (handle.isEmpty()) {
            return;
        }
        try (var drain = new Drain(() -> {})) {
            drain.exit(handle.get()).get(Workbench.BOUND_SECONDS, TimeUnit.SECONDS);
        }
    }
}
