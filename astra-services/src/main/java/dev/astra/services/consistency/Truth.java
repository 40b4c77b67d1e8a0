package dev.astra.services.consistency;

import dev.astra.services.consistency.Rules.Rule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Postgres said at one moment: what the other stores are held against.
///
/// @param goals the ids of all goals
/// @param tasks all tasks by id
/// @param unpublished the bodies of what is in task-service's outbox
/// @param findings what contradicts itself there
record Truth(Set<String> goals, Map<String, TaskRow> tasks, Set<String> unpublished, List<Finding> findings) {
    /// @param artifact as JSON, once it is completed
    record TaskRow(String state, int attempt, String kind, String worker, @Nullable String artifact) {
        boolean isToRun(int wanted) {
            return attempt == wanted && (state.equals("queued") || state.equals("running"));
        }
    }

    /// Reads everything in one snapshot.
    static Truth read(Connection connection, boolean settled) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            List<Finding> findings = new ArrayList<>();
            for (Rule rule : Rules.ALWAYS) {
                findings.addAll(contradictions(statement, rule));
            }
            for (Rule rule : settled ? Rules.AT_REST : List.<Rule>of()) {
                findings.addAll(contradictions(statement, rule));
            }
            return new Truth(texts(statement, "SELECT id FROM goal.goal"), tasks(statement),
                    texts(statement, "SELECT body FROM task.outbox"), findings);
        } finally {
            connection.rollback();
        }
    }

    private static List<Finding> contradictions(Statement statement, Rule rule) throws SQLException {
        List<Finding> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(rule.contradictions())) {
            while (rows.next()) {
                found.add(Finding.of(rule.invariant(), rows.getString(1), rows.getString(2)));
            }
        }
        return found;
    }

    private static Set<String> texts(Statement statement, String query) throws SQLException {
        Set<String> found = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static Map<String, TaskRow> tasks(Statement statement) throws SQLException {
        Map<String, TaskRow> found = new HashMap<>();
        try (ResultSet rows = statement
                .executeQuery("SELECT id, state, attempt, kind, worker, artifact FROM task.task")) {
            while (rows.next()) {
                found.put(rows.getString(1), new TaskRow(rows.getString(2), rows.getInt(3), rows.getString(4),
                        rows.getString(5), rows.getString(6)));
            }
        }
        return found;
    }
}
