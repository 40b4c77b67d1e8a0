package dev.astra.services.kit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A service's own schema in Postgres. The schema is brought up to date before the first connection is lent. Safe for use by
/// many threads; every method throws [StoreUnavailable] when Postgres does not answer or refuses the statement.
public final class Database implements Store {
    private final Properties properties = new Properties();
    private final String url;
    private final Migrations migrations;
    private final Pool<Connection> pool;
    private final ReentrantLock migrating = new ReentrantLock();
    private volatile boolean migrated;

    /// What is done on one connection.
    public interface Work<T> {
        T run(Session session) throws SQLException;
    }

    Database(Settings settings, Migrations migrations) {
        this.migrations = migrations;
        url = settings.text("DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/astra");
        properties.setProperty("user", settings.text("DATABASE_USER", "astra"));
        properties.setProperty("password", settings.text("DATABASE_PASSWORD", "astra"));
        properties.setProperty("currentSchema", migrations.schema() + ",public");
        properties.setProperty("ApplicationName", migrations.schema());
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        pool = new Pool<>(new Connections(), settings.number("DATABASE_POOL", 6));
    }

    /// Does the work in one transaction: stored when it returns, undone when it throws.
    public <T> T inTransaction(Work<T> work) {
        return lend(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.run(new Session(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    /// See [Session#query].
    public <T> List<T> query(String sql, Session.Mapper<T> mapper, @Nullable Object... arguments) {
        return lend(connection -> new Session(connection).query(sql, mapper, arguments));
    }

    /// See [Session#first].
    public <T> Optional<T> first(String sql, Session.Mapper<T> mapper, @Nullable Object... arguments) {
        return lend(connection -> new Session(connection).first(sql, mapper, arguments));
    }

    /// See [Session#update].
    public int update(String sql, @Nullable Object... arguments) {
        return lend(connection -> new Session(connection).update(sql, arguments));
    }

    private interface Lent<T> {
        T use(Connection connection) throws SQLException;
    }

    private <T> T lend(Lent<T> use) {
        Connection connection = null;
        try {
            migrateOnce();
            connection = pool.borrow();
            T result = use.use(connection);
            pool.giveBack(connection);
            return result;
        } catch (RuntimeException failure) {
            settle(connection);
            throw failure;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(name(), interrupted);
        } catch (Exception failure) {
            settle(connection);
            throw isAboutTheData(failure)
                    ? new Refusal(400, "Postgres does not take this: " + failure.getMessage(), "send other data")
                    : new StoreUnavailable(name(), failure);
        }
    }

    /// Class 22, such as a character that no text may hold: asking again would change nothing.
    /// https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static boolean isAboutTheData(Exception failure) {
        return failure instanceof SQLException refused && String.valueOf(refused.getSQLState()).startsWith("22");
    }

    private void settle(@Nullable Connection connection) {
        if (connection != null) {
            pool.discard(connection);
        }
    }

    private void migrateOnce() throws SQLException {
        if (migrated) {
            return;
        }
        migrating.lock();
        try {
            if (!migrated) {
                try (Connection connection = DriverManager.getConnection(url, properties)) {
                    migrations.apply(connection);
                }
                migrated = true;
            }
        } finally {
            migrating.unlock();
        }
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void check() {
        first("SELECT 1", row -> row.getInt(1));
    }

    @Override
    public boolean required() {
        return true;
    }

    @Override
    public void close() {
        pool.close();
    }

    /// A connection outside of the pool, in auto-commit, such as one that holds an advisory lock for as long as it is open.
    public Connection connect() throws SQLException {
        migrateOnce();
        return DriverManager.getConnection(url, properties);
    }

    private final class Connections implements Pool.Kind<Connection> {
        @Override
        public Connection open() throws SQLException {
            return DriverManager.getConnection(url, properties);
        }

        @Override
        public boolean works(Connection connection) {
            try {
                return connection.isValid(1);
            } catch (SQLException _) {
                return false;
            }
        }

        @Override
        public void close(Connection connection) {
            try {
                connection.close();
            } catch (SQLException _) {
                // it is gone either way
            }
        }
    }
}
