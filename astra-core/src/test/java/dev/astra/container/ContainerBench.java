package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.config.LoadRequest;
import dev.astra.config.StackReader;
import dev.astra.launch.Exit;
import dev.astra.launch.Generation;
import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.log.Cursor;
import dev.astra.log.LogEntry;
import dev.astra.log.LogLimits;
import dev.astra.log.LogLine;
import dev.astra.log.LogQuery;
import dev.astra.log.LogStore;
import dev.astra.log.StandardStream;
import dev.astra.model.Stack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A project of its own in the tests' engine, gone when closed.
final class ContainerBench implements AutoCloseable {
    static final int PATIENCE_SECONDS = 60;

    final String project = "astra-test-" + UUID.randomUUID().toString().substring(0, 8);
    /// Straight to the tests' engine.
    final Engine direct = new Engine(TestEngine.require(), Map.of());
    private final FoundEngine engine;
    private final Path folder;
    private final LogStore logs;
    private ContainerLauncher launcher;
    private Stack stack;

    /// @param services the file's services, without the word
    ContainerBench(Path folder, String services) throws Exception {
        this(folder, TestEngine.require(), services);
    }

    /// @param engine how the launcher gets to it
    ContainerBench(Path folder, FoundEngine engine, String services) throws Exception {
        this.folder = folder;
        this.engine = engine;
        logs = LogStore.open(folder.resolve("logs"), LogLimits.DEFAULT);
        stack = read(services);
        launcher = open();
    }

    private ContainerLauncher open() {
        return new ContainerLauncher(engine, Map.of(), () -> stack, folder.resolve("containers"),
                _ -> Optional.empty());
    }

    /// As a new Astra does after the old one was killed: nothing of the old one's is told that it ends.
    void crash() {
        launcher.close();
        launcher = open();
    }

    void describe(String services) throws Exception {
        stack = read(services);
    }

    private Stack read(String services) throws Exception {
        String text = "name: " + project + "\nservices:\n" + services.indent(2)
                + (services.contains("named:/") ? "volumes: { named: {} }\n" : "");
        Files.writeString(folder.resolve("astra.yaml"), text);
        return StackReader.read(new LoadRequest(Optional.empty(), folder, Map.of(), Optional.empty(), Set.of("*"),
                Optional.empty(), Set.of())).stack();
    }

    Stack stack() {
        return stack;
    }

    ContainerLauncher launcher() {
        return launcher;
    }

    Running start(String service) throws LaunchException, InterruptedException {
        int run = logs.lastRun(service) + 1;
        return launcher
                .launch(new Launch(ContainerStacks.adapt(stack).service(service), Generation.of(run), "",
                        logs.begin(service, run),
                        (_, _) -> {}));
    }

    static Exit end(Running running) throws Exception {
        return running.exited().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// Waits until the engine itself says that the service's container has ended.
    void awaitEnd(String service) throws InterruptedException {
        var _ = direct.streams()
                .waitContainerCmd(project + "-" + service + "-1")
                .start()
                .awaitStatusCode(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// All lines of a service so far, over its runs.
    List<String> lines(String service, StandardStream... streams) throws Exception {
        try (Cursor cursor = logs.cursor(LogQuery.everything().of(service).streams(Set.of(streams)))) {
            List<String> lines = new ArrayList<>();
            for (LogEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                text(entry).ifPresent(lines::add);
            }
            return lines;
        }
    }

    /// Waits until a service's output has that line.
    void awaitLine(String service, String line) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try (Cursor cursor = logs.cursor(LogQuery.everything().of(service).follow())) {
            while (System.nanoTime() < end) {
                LogEntry entry = cursor.next();
                if (entry != null && text(entry).equals(Optional.of(line))) {
                    return;
                }
                if (entry == null) {
                    cursor.await(java.time.Duration.ofMillis(100));
                }
            }
        }
        assertThat(lines(service, StandardStream.STDOUT, StandardStream.STDERR)).contains(line);
    }

    private static Optional<String> text(LogEntry entry) {
        if (!(entry instanceof LogLine line)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[line.length()];
        line.bytes().get(bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        launcher.remove(true);
        launcher.close();
        direct.close();
        logs.close();
    }
}
