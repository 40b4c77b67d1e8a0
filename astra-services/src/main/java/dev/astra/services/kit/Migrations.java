package dev.astra.services.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Brings a schema up to date with the files `V1.sql`, `V2.sql`, … that lie beside the service's class; a file once released
/// is never changed. Under an advisory lock, so that any number of processes may start at once; each file in one transaction.
///
/// @param owner the class beside which the files lie
/// @param schema the schema they are about, made when it is missing
record Migrations(Class<?> owner, String schema) {
    /// Applies what is missing, on a connection in auto-commit.
    void apply(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('astra migrations'), hashtext('" + schema + "'))");
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
            statement.execute("CREATE TABLE IF NOT EXISTS " + schema
                    + ".migrations (version int PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())");
            int version = version(statement);
            for (Optional<String> next = read(version + 1); next.isPresent(); next = read(version + 1)) {
                statement.execute(next.get());
                version++;
                statement.execute("INSERT INTO " + schema + ".migrations (version) VALUES (" + version + ")");
            }
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    private int version(Statement statement) throws SQLException {
        try (ResultSet row = statement
                .executeQuery("SELECT coalesce(max(version), 0) FROM " + schema + ".migrations")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Optional<String> read(int version) {
        try (InputStream file = owner.getResourceAsStream("V" + version + ".sql")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
