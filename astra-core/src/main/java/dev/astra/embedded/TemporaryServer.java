package dev.astra.embedded;

import dev.astra.embedded.provision.Tool;
import dev.astra.launch.LaunchException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Postgres that only its maker can reach, through a socket in a private folder, while the data is being made. It ends
/// when its standard input does, and so with Astra too, however that ends.
final class TemporaryServer implements AutoCloseable {
    private static final int PORT = 5432;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MILLIS = 10;
    /// SIGINT is Postgres' fast shutdown. A shell's background commands read from nowhere, hence the copy of its input.
    private static final String SCRIPT = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            { cat <&3 >/dev/null; kill -INT $server 2>/dev/null; } &
            wait $server
            """;

    private final Process process;
    private final Path folder;
    private final Path output;

    private TemporaryServer(Process process, Path folder, Path output) {
        this.process = process;
        this.folder = folder;
        this.output = output;
    }

    /// Starts it and returns once it takes connections.
    ///
    /// @param folder the private folder, short enough for a socket's path
    static TemporaryServer start(PostgresInit init, Path data, Path folder)
            throws IOException, LaunchException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        List<String> server = new ArrayList<>(List.of(init.programs().resolve("bin/postgres").toString()));
        server.addAll(init.site().translatedArguments());
        server.addAll(List.of("-D", data.toString(), "-c", "listen_addresses=", "-c", "port=" + PORT, "-c",
                "unix_socket_directories=" + folder));
        command.addAll(init.user().command(server));
        Path output = folder.resolve("output");
        Process process = new Tool(command, data, init.site().surroundings().environment()).start(output,
                ProcessBuilder.Redirect.PIPE);
        TemporaryServer started = new TemporaryServer(process, folder, output);
        try {
            started.await(init.settings());
        } catch (IOException | LaunchException | InterruptedException failure) {
            started.kill();
            throw failure;
        }
        return started;
    }

    PostgresConnection connect(String user, String database) throws IOException, PostgresConnection.SqlException {
        return PostgresConnection.open(UnixDomainSocketAddress.of(folder.resolve(".s.PGSQL." + PORT)), user, database);
    }

    /// What a client needs to know to reach it.
    Map<String, String> clientEnvironment() {
        return Map.of("PGHOST", folder.toString(), "PGPORT", Integer.toString(PORT));
    }

    private void await(PostgresSettings settings) throws IOException, LaunchException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                connect(settings.user(), "postgres").close();
                return;
            } catch (IOException | PostgresConnection.SqlException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new LaunchException("Postgres did not start to make its data (" + notYet.getMessage()
                            + "):\n" + Tool.tail(output), notYet);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /// Shuts it down in order: what was written is on disk afterwards.
    @Override
    public void close() throws IOException, LaunchException {
        process.getOutputStream().close();
        try {
            if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return;
            }
            throw new LaunchException("Postgres did not shut down after making its data:\n" + Tool.tail(output));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while Postgres made its data");
        } finally {
            kill();
        }
    }

    /// The end of its input tells the server, so nobody needs to know its number.
    private void kill() throws IOException {
        process.getOutputStream().close();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(_ -> process.destroyForcibly()).join();
    }
}
