package dev.astra.services.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import redis.embedded.RedisServer;

/// A real Postgres and a real Redis, begun with the first test that asks and ended with the JVM.
public final class TestStores {
    private static final class Started {
        static final EmbeddedPostgres POSTGRES = postgres();
        static final int REDIS_PORT = redis();
    }

    private TestStores() {}

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int redis() {
        try {
            int port = freePort();
            RedisServer server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return port;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException _) {
            // it ends with the JVM anyway
        }
    }

    /// The settings of a database of its own in this Postgres.
    public static Map<String, String> ownDatabase() throws IOException {
        String name = "own_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = Started.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
        return Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + Started.POSTGRES.getPort() + "/" + name,
                "DATABASE_USER", "postgres", "DATABASE_PASSWORD", "postgres");
    }

    /// A context on a free port whose service talks to these stores; the caller closes it. Memcached is not there.
    public static ServiceContext context(ServiceName name) {
        return context(name, Map.of());
    }

    /// The same with more settings, or others.
    public static ServiceContext context(ServiceName name, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + Started.POSTGRES.getPort() + "/postgres");
        environment.put("DATABASE_USER", "postgres");
        environment.put("DATABASE_PASSWORD", "postgres");
        environment.put("REDIS_URL", "redis://127.0.0.1:" + Started.REDIS_PORT);
        environment.put("MEMCACHED_ADDRESS", "127.0.0.1:1");
        environment.putAll(more);
        return contextOf(name, environment);
    }

    /// A service that runs; closing its context stops it.
    public static ServiceContext started(Service service, Map<String, String> more) {
        ServiceContext context = context(service.name(), more);
        service.start(context);
        context.open();
        return context;
    }

    /// Asks a service that runs, as another service does.
    public static Peer peer(ServiceContext started, ServiceName name) {
        return new Peer(name, "http://127.0.0.1:" + started.port(), Duration.ofSeconds(10), Spans.NONE);
    }

    /// A context with these settings and no log.
    public static ServiceContext contextOf(ServiceName name, Map<String, String> environment) {
        try {
            Log log = new Log(name.text(), new ByteArrayOutputStream());
            return new ServiceContext(name, new Settings(environment, name, false), log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
