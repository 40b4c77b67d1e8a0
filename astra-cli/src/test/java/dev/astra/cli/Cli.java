package dev.astra.cli;

import dev.astra.cli.command.Hosting;
import dev.astra.cli.command.Setting;
import dev.astra.control.ControlClient;
import dev.astra.control.Invocation;
import dev.astra.control.Terminal;
import dev.astra.daemon.Project;
import dev.astra.launch.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Runs commands as a terminal would, in this JVM: a stack is hosted here too, and further commands go over its control socket.
final class Cli implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private volatile Optional<Thread> host = Optional.empty();

    /// What a command came to.
    record Result(int code, String out, String error) {
        /// All of it in one text, for assertions that should tell what happened.
        String all() {
            return "-> " + code + "\n" + out + error;
        }
    }

    Cli(Path folder, String... lines) {
        this.folder = folder;
        environment.put("PATH", System.getenv("PATH"));
        write(lines);
    }

    /// Writes astra.yaml.
    void write(String... lines) {
        try {
            Files.writeString(folder.resolve("astra.yaml"), String.join("\n", lines) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Result run(String... words) {
        return run(Optional.empty(), words);
    }

    /// With that on its stdin.
    Result feed(String input, String... words) {
        return run(Optional.of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))), words);
    }

    private Result run(Optional<InputStream> in, String... words) {
        Invocation invocation = new Invocation(List.of(words), folder, environment, Terminal.NONE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        Streams streams = new Streams(in, out, error);
        int code = forward(invocation, streams)
                .orElseGet(() -> new Dispatcher(
                        new Setting(Setting.Place.DETACHED, Optional.empty(), Dispatcher::hosted, this::keep))
                        .run(invocation, streams)
                        .exitCode());
        return new Result(code, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }

    private Optional<Integer> forward(Invocation invocation, Streams streams) {
        if (Location.of(invocation).isLocal()) {
            return Optional.empty();
        }
        Optional<ControlClient> found = ControlClient.connect(socket());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ControlClient client = found.get()) {
            return Optional.of(client.run(invocation, streams).orElse(-1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path socket() {
        return Project.of(folder.resolve("astra.yaml")).socket();
    }

    private void keep(Hosting hosting) {
        host = Optional.of(Thread.ofPlatform().start(() -> {
            try (hosting) {
                hosting.ended().get();
            } catch (InterruptedException | ExecutionException never) {
                throw new IllegalStateException(never);
            }
        }));
    }

    @Override
    public void close() {
        if (host.isPresent() && host.get().isAlive()) {
            run("down", "--timeout", "0");
            try {
                host.get().join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
