package dev.astra.services.smoke;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Evaluation;
import dev.astra.services.contract.GoalGraph;
import dev.astra.services.contract.GoalState;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskState;
import dev.astra.services.kit.ObjectStore;
import dev.astra.services.kit.Redis;
import dev.astra.services.kit.Settings;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.stream.Stream;
import redis.clients.jedis.StreamEntryID;

/// What a finished goal has left in the stores, read past the services.
record Stores(Settings settings, PrintStream out) {
    private static final int LATEST = 5_000;

    /// @throws Wrong when something is missing
    void check(GoalGraph graph) throws SQLException, NoSuchAlgorithmException {
        Wrong.unless(graph.goal().state() == GoalState.COMPLETED,
                "the goal is " + graph.goal().state().text() + ": " + graph.goal().reason());
        Wrong.unless(graph.tasks().stream().allMatch(task -> task.state() == TaskState.COMPLETED),
                "not every task is completed");
        Evaluation evaluation = graph.goal().evaluation();
        if (evaluation == null || !evaluation.passed()) {
            throw new Wrong("the goal is completed without a verdict that says so");
        }
        postgres(graph);
        redis(graph);
        objects(graph);
        out.printf("evaluation  passed, score %.2f: %s%n", evaluation.score(),
                evaluation.summary().lines().findFirst().orElse(""));
    }

    private void postgres(GoalGraph graph) throws SQLException {
        String url = settings.text("DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/astra");
        try (Connection connection = DriverManager.getConnection(url, settings.text("DATABASE_USER", "astra"),
                settings.text("DATABASE_PASSWORD", "astra"))) {
            String id = graph.goal().id();
            rows(connection, "SELECT count(*) FROM goal.goal WHERE id = ? AND state = 'completed'", id, 1);
            rows(connection, "SELECT count(*) FROM task.task WHERE goal_id = ? AND state = 'completed'", id,
                    graph.tasks().size());
            rows(connection, "SELECT 1 + remaining FROM task.graph WHERE goal_id = ?", id, 1);
            rows(connection, "SELECT count(*) FROM evaluation.evaluation WHERE goal_id = ?", id, 1);
        }
    }

    private void rows(Connection connection, String query, String goal, int expected) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, goal);
            try (ResultSet row = statement.executeQuery()) {
                int found = row.next() ? row.getInt(1) : 0;
                Wrong.unless(found == expected, "Postgres: " + query + " gives " + found + ", not " + expected);
                out.println("postgres    " + found + " = " + query);
            }
        }
    }

    private void redis(GoalGraph graph) {
        try (Redis redis = new Redis(settings)) {
            String id = graph.goal().id();
            long told = redis
                    .with(jedis -> jedis.xrevrange(StreamNames.TASKS_CHANGED, (StreamEntryID) null, null, LATEST)
                            .stream()
                            .filter(entry -> entry.getFields().getOrDefault("body", "").contains(id))
                            .count());
            Wrong.unless(told >= graph.tasks().size() * 3L,
                    "Redis: only " + told + " changes of this goal's tasks on " + StreamNames.TASKS_CHANGED);
            out.println("redis       " + told + " changes of its tasks on " + StreamNames.TASKS_CHANGED);
            for (String stream : Stream.of(TaskKind.values())
                    .flatMap(kind -> StreamNames.tasks(kind).stream())
                    .toList()) {
                long left = redis.with(jedis -> jedis.xrange(stream, (StreamEntryID) null, null)
                        .stream()
                        .filter(entry -> entry.getFields().getOrDefault("body", "").contains(id))
                        .count());
                Wrong.unless(left == 0, "Redis: " + left + " messages of this goal are left on " + stream);
            }
            out.println("redis       no message of it is left on the streams of tasks");
        }
    }

    private void objects(GoalGraph graph) throws NoSuchAlgorithmException {
        ObjectStore objects = new ObjectStore(settings);
        for (Task task : graph.tasks()) {
            Artifact artifact = task.artifact();
            if (artifact == null) {
                throw new Wrong("task " + task.name() + " has no artifact");
            }
            byte[] bytes = objects.get(artifact.key())
                    .orElseThrow(() -> new Wrong("object storage: there is no " + artifact.key()));
            String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            Wrong.unless(sha256.equals(artifact.sha256()),
                    "object storage: " + artifact.key() + " is not what task " + task.name() + " stored");
            out.println("artifact    " + artifact.key() + ", " + bytes.length + " bytes, via " + artifact.via());
        }
    }
}
