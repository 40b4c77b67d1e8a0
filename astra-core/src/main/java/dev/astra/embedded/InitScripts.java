package dev.astra.embedded;

import dev.astra.embedded.SqlScript.Step;
import dev.astra.embedded.provision.Tool;
import dev.astra.launch.LaunchException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// Runs the scripts of `/docker-entrypoint-initdb.d` as the image does: SQL through the server, stopping at the first error;
/// `.sh` by a shell; other files are left alone.
final class InitScripts {
    private static final long PATIENCE_SECONDS = 600;

    private final Site site;
    private final PostgresSettings settings;
    private final TemporaryServer server;
    private PostgresConnection connection;

    InitScripts(Site site, PostgresSettings settings, TemporaryServer server)
            throws IOException, PostgresConnection.SqlException {
        this.site = site;
        this.settings = settings;
        this.server = server;
        this.connection = server.connect(settings.user(), settings.database());
    }

    void run(Path script) throws IOException, LaunchException, InterruptedException {
        String name = script.getFileName().toString();
        if (name.endsWith(".sh")) {
            shell(script);
        } else if (name.matches(".*\\.sql(\\.gz|\\.xz)?")) {
            connect(settings.database(), script, 1);
            sql(script);
        }
    }

    private void sql(Path script) throws IOException, LaunchException, InterruptedException {
        for (Step step : SqlScript.parse(read(script))) {
            if (Thread.interrupted()) {
                throw new InterruptedException("running " + script);
            }
            switch (step) {
                case Step.Statement(String sql, String rows, int line) -> execute(sql, rows, script, line);
                case Step.Generate(String sql, int line) -> {
                    for (String generated : execute(sql, "", script, line)) {
                        execute(generated, "", script, line);
                    }
                }
                case Step.Connect(String database, int line) -> connect(database, script, line);
                case Step.Include(String file, int line) -> include(file, script, line);
                case Step.Unknown(String command, int line) -> throw failure(script, line, command
                        + " is a command of psql, which embedded Postgres does without: say it in SQL", null);
            }
        }
    }

    private void include(String file, Path script, int line)
            throws IOException, LaunchException, InterruptedException {
        Path beside = script.resolveSibling(file);
        Path included = file.startsWith("/") ? site.files().find(file).orElse(beside) : beside;
        if (!Files.isReadable(included)) {
            throw failure(script, line, "there is no file " + file, null);
        }
        sql(included);
    }

    private List<String> execute(String sql, String rows, Path script, int line)
            throws IOException, LaunchException {
        try {
            return connection.copy(sql, rows);
        } catch (PostgresConnection.SqlException problem) {
            throw failure(script, line, String.valueOf(problem.getMessage()), problem);
        }
    }

    private void connect(String database, Path script, int line) throws IOException, LaunchException {
        try {
            connection.close();
            connection = server.connect(settings.user(), database);
        } catch (PostgresConnection.SqlException problem) {
            throw failure(script, line, String.valueOf(problem.getMessage()), problem);
        }
    }

    private void shell(Path script) throws IOException, LaunchException, InterruptedException {
        Map<String, String> environment = new HashMap<>(site.service().container().environment());
        environment.putAll(Map.of("POSTGRES_USER", settings.user(), "POSTGRES_PASSWORD", settings.password(),
                "POSTGRES_DB", settings.database(), "PGUSER", settings.user(), "PGDATABASE", settings.database()));
        environment.putAll(server.clientEnvironment());
        environment.putAll(site.surroundings().mark());
        Optional<Path> bash = Tool.find("bash", site.surroundings().searchPath());
        List<String> command = Files.isExecutable(script)
                ? List.of(script.toString())
                : List.of(bash.map(Path::toString).orElse("/bin/sh"), script.toString());
        Path folder = Optional.ofNullable(script.getParent()).orElse(site.stack());
        Tool.Result result = new Tool(command, folder, environment).run(PATIENCE_SECONDS);
        if (!result.success()) {
            boolean needsClient = Tool.find("psql", site.surroundings().searchPath()).isEmpty()
                    && Files.readString(script).contains("psql");
            throw new LaunchException(site.service().name() + ": " + script + " failed (exit code " + result.code()
                    + "):\n" + result.output() + (needsClient
                            ? "\nit calls psql, which is not installed: apt-get install postgresql-client, "
                                    + "or write the script as .sql"
                            : ""));
        }
    }

    private static String read(Path script) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(script))) {
            String name = script.toString();
            InputStream plain = name.endsWith(".gz")
                    ? new GZIPInputStream(bytes)
                    : name.endsWith(".xz") ? new XZInputStream(bytes) : bytes;
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private LaunchException failure(
            Path script, int line, String what, PostgresConnection.@Nullable SqlException cause) {
        return new LaunchException(site.service().name() + ": " + script + ":" + line + ": " + what
                + "; no database was created", cause);
    }
}
