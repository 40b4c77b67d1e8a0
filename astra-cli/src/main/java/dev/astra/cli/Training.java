package dev.astra.cli;

import dev.astra.cli.command.Hosting;
import dev.astra.cli.command.Setting;
import dev.astra.control.Invocation;
import dev.astra.launch.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// Walks the ways that most commands take, as client and as host in one process, so that the JDK can record which classes Astra needs.
/// The cache that comes of it is used at every start; scripts/lib/build.sh says how.
public final class Training {
    private final Path folder;

    private Training(Path folder) {
        this.folder = folder;
    }

    /// @param arguments an empty folder; DOCKER_HOST must be the socket `engine.sock` in it
    public static void main(String[] arguments) throws IOException {
        int code = new Training(Path.of(arguments[0]).toRealPath()).run();
        System.exit(code);
    }

    private int run() throws IOException {
        Files.writeString(folder.resolve("astra.yaml"), """
                services:
                  web:
                    command: ["${JAVA_HOME}/bin/java", -m, jdk.httpserver, -b, 127.0.0.1, -p, "${PORT}"]
                    environment: { PORT: %1$d }
                    ports: ["%1$d:%1$d"]
                    healthcheck: { http: "http://127.0.0.1:${PORT}/", start_period: 30s, start_interval: 50ms }
                  writer:
                    command: [sh, -c, 'echo begin; exec sleep 1000']
                    depends_on: { web: { condition: service_healthy } }
                    healthcheck: { log: begin }
                """.formatted(freePort()));
        // another process hosts
        int code = client("up", "-d", "--wait") + client("down");

        // this one does
        code += host(invocation("up", "-d", "--wait"));
        code += client("ps") + client("ps", "--json") + client("logs", "-n", "10") + client("restart", "writer");
        code += client("stop", "web") + client("start", "web") + client("port", "web") + client("down");
        int _ = client("ps"); // no stack is running any more
        code += client("logs") + client("config") + client("version");
        return code + containers();
    }

    /// The same through docker-java, with a container that ends at once.
    private int containers() throws IOException {
        Files.writeString(folder.resolve("astra.yaml"), """
                name: trained
                services:
                  db: { image: trained, ports: ["1:1"], volumes: ["data:/data"], healthcheck: { test: "true" } }
                volumes: { data: {} }
                """);
        try (TrainingEngine _ = new TrainingEngine(folder.resolve("engine.sock"))) {
            int _ = host(invocation("up", "-d", "--wait-timeout", "3s", "--engine", "docker"));
            return client("ps") + client("down");
        }
    }

    /// Runs a command that leaves this process the host of a stack.
    private static int host(Invocation invocation) {
        AtomicReference<Hosting> kept = new AtomicReference<>();
        Setting setting = new Setting(Setting.Place.DETACHED, Optional.empty(), Dispatcher::hosted, kept::set);
        OutputStream nowhere = OutputStream.nullOutputStream();
        int code = new Dispatcher(setting).run(invocation, Streams.of(nowhere, System.err)).exitCode();
        Hosting hosting = kept.get();
        // `down` is answered before the host ends, and returns once it has
        var _ = hosting.ended().thenRunAsync(hosting::close);
        return code;
    }

    private int client(String... words) {
        return Main.run(invocation(words));
    }

    private Invocation invocation(String... words) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.remove("ASTRA_FILE");
        return new Invocation(List.of(words), folder, environment, Standard.terminal());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
