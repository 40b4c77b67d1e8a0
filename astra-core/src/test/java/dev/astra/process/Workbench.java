package dev.astra.process;

import dev.astra.launch.Exit;
import dev.astra.launch.Generation;
import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.log.LogLimits;
import dev.astra.log.LogStore;
import dev.astra.log.RunLog;
import dev.astra.model.Common;
import dev.astra.model.Hooks;
import dev.astra.model.NativeService;
import dev.astra.model.Place;
import dev.astra.model.ProcessSpec;
import dev.astra.model.RestartPolicy;
import dev.astra.model.StopPolicy;
import dev.astra.model.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A launcher and a log store in a folder of their own.
final class Workbench implements AutoCloseable {
    static final long BOUND_SECONDS = 30;

    final Path folder;
    final LogStore logs;
    final ProcessLauncher launcher;
    private final AtomicInteger runs = new AtomicInteger();

    Workbench(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        logs = LogStore.open(folder.resolve("logs"), LogLimits.DEFAULT);
        launcher = ProcessLauncher.open("bench", folder.resolve("run"));
    }

    static NativeService service(String name, Path folder, Map<String, String> environment, String... command) {
        ProcessSpec process = new ProcessSpec(List.of(command), folder, environment, true, false);
        return service(name, process);
    }

    static NativeService service(String name, ProcessSpec process) {
        Common common = new Common(name, "", Set.of(), List.of(), Optional.empty(),
                RestartPolicy.of(RestartPolicy.Mode.NO, 0), StopPolicy.DEFAULT, List.of(), Map.of(),
                new Place(Path.of("astra.yaml"), 1, 1));
        return new NativeService(common, process, Hooks.NONE, Watch.NOTHING, Optional.empty());
    }

    Running launch(NativeService service) throws LaunchException, InterruptedException {
        int run = runs.incrementAndGet();
        RunLog log = logs.begin(service.name(), run);
        return launcher.launch(new Launch(service, Generation.of(run), "", log, (_, _) -> {}));
    }

    Running start(String name, String... command) throws LaunchException, InterruptedException {
        return launch(service(name, folder, Map.of(), command));
    }

    Running shell(String name, String script) throws LaunchException, InterruptedException {
        return start(name, "sh", "-c", script);
    }

    static Exit exit(Running run) throws Exception {
        return run.exited().get(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    /// Runs to its end.
    String outputOf(String script) throws Exception {
        String name = "s" + runs.get();
        Running run = shell(name, script);
        exit(run);
        run.sweep(Duration.ZERO);
        return stdout(name);
    }

    String stdout(String service) throws IOException {
        return read(service, "stdout.log");
    }

    String stderr(String service) throws IOException {
        return read(service, "stderr.log");
    }

    private String read(String service, String suffix) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(logs(service))) {
            for (Path each : files.filter(file -> file.toString().endsWith(suffix)).sorted().toList()) {
                text.append(Files.readString(each, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private Path logs(String service) {
        return folder.resolve("logs").resolve(service);
    }

    @Override
    public void close() throws IOException {
        launcher.close();
        logs.close();
    }
}
