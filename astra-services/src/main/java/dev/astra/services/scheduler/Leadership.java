package dev.astra.services.scheduler;

import dev.astra.services.kit.Database;
import dev.astra.services.kit.Log;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Whoever holds the advisory lock leads, for as long as its connection lives. Should two ever think they lead, nothing is
/// wrong but that work is done twice: task-service lets each change happen once.
record Leadership(Database database, Log log) {
    private static final Duration STAND_BY = Duration.ofMillis(500);

    /// What the leader does; returns when it has to see whether it still leads.
    interface Office {
        void begin();

        void round() throws InterruptedException;

        void end();
    }

    /// Leads whenever it can, until interrupted.
    void hold(Office office) throws SQLException, InterruptedException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            while (!isTrue(statement, "SELECT pg_try_advisory_lock(hashtext('astra scheduler'))")) {
                Thread.sleep(STAND_BY);
            }
            log.info("leading");
            office.begin();
            try {
                while (isTrue(statement, "SELECT true")) {
                    office.round();
                }
            } finally {
                office.end();
            }
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
