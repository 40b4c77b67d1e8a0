package dev.astra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.model.ContainerService;
import dev.astra.model.Mount;
import dev.astra.model.Signal;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStoreTest {
    private static final List<Mount> VOLUME = List.of(new Mount.Volume("pgdata", "/var/lib/postgresql/data", false));

    @TempDir
    Path folder;
    StoreBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new StoreBench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void runsItsScriptsKeepsItsDataAndStopsAtOnce() throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("init"));
        Files.writeString(scripts.resolve("1-schema.sql"), """
                CREATE EXTENSION pg_trgm;
                CREATE TABLE goal (id int PRIMARY KEY, text text); -- a comment; with a semicolon
                COPY goal FROM stdin;
                1\tone;
                2\ttwo
                \\.
                CREATE FUNCTION twice(n int) RETURNS int AS $$ BEGIN RETURN n * 2; END; $$ LANGUAGE plpgsql;
                SELECT 'CREATE DATABASE other' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'other')\\gexec
                \\connect other
                CREATE TABLE elsewhere (id int);
                """);
        Files.writeString(scripts.resolve("2-more.sql"), "INSERT INTO goal VALUES (3, 'three');");
        Files.writeString(scripts.resolve("3-shell.sh"), "touch '" + folder + "'/$POSTGRES_DB-$POSTGRES_USER\n");
        ContainerService service = StoreBench.service("postgres:17", bench.port, trusting(), mounts(scripts),
                "postgres", "-c", "max_connections=33");
        Running first = bench.start(service);
        assertThat(query("astra", "SELECT count(*), twice(21) FROM goal")).containsExactly("3", "42");
        assertThat(query("other", "SELECT count(*) FROM elsewhere")).containsExactly("0");
        assertThat(query("astra", "SHOW max_connections")).containsExactly("33");
        assertThat(folder.resolve("astra-astra")).exists();
        assertThat(query("astra", "INSERT INTO goal VALUES (4, 'four') RETURNING id")).containsExactly("4");

        try (PostgresConnection open = connect("astra")) {
            assertThat(open.execute("SELECT 1")).containsExactly("1");
            assertThat(StoreBench.stop(first, StoreKind.POSTGRES.stopSignal())).isEqualTo(new Exit.Code(0));
        }

        Running second = bench.start(service);
        assertThat(query("astra", "SELECT count(*) FROM goal")).containsExactly("4");
        StoreBench.stop(second, Signal.INT);
        assertThat(EmbeddedData.remove(StoreBench.stack(folder, service), bench.data(""))).containsExactly("pgdata");
        assertThat(bench.data("pgdata")).doesNotExist();
    }

    @Test
    void asksForThePasswordThatTheFileSets() throws Exception {
        Files.writeString(folder.resolve("secret"), "from a file\n");
        Map<String, String> environment = Map.of("POSTGRES_USER", "astra", "POSTGRES_PASSWORD_FILE", "/run/secret");
        Running running = bench.start(StoreBench.service("postgres", bench.port, environment,
                List.of(new Mount.Bind(folder.resolve("secret"), "/run/secret", true))));
        assertThatThrownBy(() -> connect("astra")).hasMessageContaining("asks for a password");
        StoreBench.stop(running, Signal.INT);
        assertThat(bench.data("store").resolve("PG_VERSION")).hasContent("17");
    }

    @Test
    void aKilledServerLeavesNothingRunningAndStartsAgain() throws Exception {
        ContainerService service = StoreBench.service("postgres:17", bench.port, trusting(), VOLUME);
        Running killed = bench.start(service);
        query("astra", "CREATE TABLE kept (id int)");
        killed.signal(Signal.KILL);
        killed.exited().get(30, TimeUnit.SECONDS);
        List<Leftover> left = killed.sweep(Duration.ofSeconds(10));
        assertThat(left).noneMatch(Leftover::killed);
        Path lock = bench.data("pgdata").resolve("postmaster.pid");
        long stranger = ProcessHandle.current().pid();
        Files.writeString(lock, stranger + "\n" + Files.readString(lock).lines().skip(1).findFirst().orElse("") + "\n");
        Running again = bench.start(service);
        assertThat(query("astra", "SELECT count(*) FROM kept")).containsExactly("0");
        StoreBench.stop(again, Signal.INT);
    }

    @Test
    void aFailedScriptIsNamedWithItsLineAndLeavesNoDatabase() throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("init"));
        Path script = Files.writeString(scripts.resolve("wrong.sql"), "SELECT 1;\n\nSELECT nothing FROM nowhere;\n");
        ContainerService service = StoreBench.service("postgres:17", bench.port, trusting(), mounts(scripts));
        assertThatThrownBy(() -> bench.launch(service)).isInstanceOf(LaunchException.class)
                .hasMessageContaining(script + ":3: ")
                .hasMessageContaining("nowhere");
        assertThat(bench.data("")).isEmptyDirectory();
    }

    @Test
    void withoutPasswordThereIsNoDatabase() {
        ContainerService service = StoreBench.service("postgres:17", bench.port, Map.of(), VOLUME);
        assertThatThrownBy(() -> bench.launch(service)).hasMessageContaining("POSTGRES_PASSWORD");
    }

    private static List<Mount> mounts(Path scripts) {
        return List.of(VOLUME.getFirst(), new Mount.Bind(scripts, "/docker-entrypoint-initdb.d", true));
    }

    private static Map<String, String> trusting() {
        return new HashMap<>(Map.of("POSTGRES_USER", "astra", "POSTGRES_DB", "astra", "POSTGRES_HOST_AUTH_METHOD",
                "trust"));
    }

    private List<String> query(String database, String sql) throws Exception {
        try (PostgresConnection connection = connect(database)) {
            return connection.execute(sql);
        }
    }

    private PostgresConnection connect(String database) throws Exception {
        return PostgresConnection.open(new InetSocketAddress("127.0.0.1", bench.port), "astra", database);
    }
}
