package dev.astra.embedded;

import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Generation;
import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.log.LogLimits;
import dev.astra.log.LogStore;
import dev.astra.log.RunLog;
import dev.astra.model.Common;
import dev.astra.model.ContainerService;
import dev.astra.model.ContainerSpec;
import dev.astra.model.EngineChoice;
import dev.astra.model.Hooks;
import dev.astra.model.Mount;
import dev.astra.model.Place;
import dev.astra.model.Port;
import dev.astra.model.Resources;
import dev.astra.model.RestartPolicy;
import dev.astra.model.Signal;
import dev.astra.model.Stack;
import dev.astra.model.StopPolicy;
import dev.astra.process.ProcessLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Stores that really run, in a folder of their own, with the programs of the user's cache.
final class StoreBench implements AutoCloseable {
    private static final long BOUND_SECONDS = 120;

    final Path folder;
    final int port = freePort();
    private final LogStore logs;
    private final ProcessLauncher processes;
    private final EmbeddedLauncher launcher;
    private final AtomicInteger runs = new AtomicInteger();

    StoreBench(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        logs = LogStore.open(folder.resolve(".astra/logs"), LogLimits.DEFAULT);
        processes = ProcessLauncher.open("bench", folder.resolve(".astra/run"));
        launcher = new EmbeddedLauncher(folder, processes, System.getenv(), processes::mark);
    }

    /// What docker-compose.yml says about a store.
    static ContainerService service(
            String image, int published, Map<String, String> environment, List<Mount> mounts, String... command) {
        int target = StoreKind.of(image).map(StoreKind::port).orElse(1);
        Common common = new Common("store", "", Set.of(), List.of(), Optional.empty(),
                RestartPolicy.of(RestartPolicy.Mode.NO, 0), StopPolicy.DEFAULT,
                List.of(new Port("", published, target, Port.Protocol.TCP)), Map.of(),
                new Place(Path.of("docker-compose.yml"), 3, 3));
        ContainerSpec spec = new ContainerSpec(image, Optional.empty(),
                command.length == 0 ? Optional.empty() : Optional.of(List.of(command)), environment, mounts, "");
        return new ContainerService(common, spec, Hooks.NONE);
    }

    static Stack stack(Path folder, ContainerService service) {
        return new Stack("bench", folder, List.of(), EngineChoice.EMBEDDED, Map.of(service.name(), service),
                Resources.NONE);
    }

    /// Starts a store and returns once it serves.
    Running start(ContainerService service) throws Exception {
        Running running = launch(service);
        List<String> probe = StoreKind.of(service.container().image()).orElseThrow().probeCommand();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        ExecResult result = running.exec(probe, Duration.ofSeconds(10));
        while (!result.exit().success()) {
            if (System.nanoTime() > end || ended(running, 20)) {
                throw new AssertionError("not ready: " + result.output());
            }
            result = running.exec(probe, Duration.ofSeconds(10));
        }
        return running;
    }

    Running launch(ContainerService service) throws LaunchException, InterruptedException {
        int run = runs.incrementAndGet();
        RunLog log = logs.begin(service.name(), run);
        return launcher.launch(new Launch(service, Generation.of(run), "", log, (_, _) -> {}));
    }

    static Exit stop(Running running, Signal signal) throws Exception {
        running.signal(signal);
        Exit exit = running.exited().get(BOUND_SECONDS, TimeUnit.SECONDS);
        running.sweep(Duration.ofSeconds(10));
        return exit;
    }

    Path data(String name) {
        return folder.resolve(".astra/data").resolve(name);
    }

    private static boolean ended(Running running, long millis) throws Exception {
        try {
            running.exited().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        processes.close();
        logs.close();
    }
}
