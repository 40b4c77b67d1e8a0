package dev.astra.services.task;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.NewGraph;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskState;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Outbox;
import dev.astra.services.kit.Session;
import dev.astra.services.kit.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The graphs of tasks as they are stored.
record Tasks(Database database, Outbox outbox) {
    private static final String INSERT = """
            INSERT INTO task (id, goal_id, position, name, kind, tool, input, after, agent, traceparent, state, waiting)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?)""";

    /// Stores a goal's tasks and announces those that are ready.
    /// @return how many; 0 when the goal has its tasks already
    int store(NewGraph graph) {
        return outbox.store((session, announce) -> {
            int added = session.update(
                    "INSERT INTO graph (goal_id, remaining) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    graph.goalId(),
                    graph.tasks().size());
            if (added == 0) {
                return 0;
            }
            session.batch(INSERT, rows(graph));
            ready(graph).forEach(announce);
            return graph.tasks().size();
        });
    }

    private static List<@Nullable Object[]> rows(NewGraph graph) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (PlannedTask task : graph.tasks()) {
            rows.add(new @Nullable Object[]{id(graph, task), graph.goalId(), rows.size(), task.name(), task.kind()
                    .text(), task.tool(), task.input(), task
                            .after(), graph.agents()
                                    .getOrDefault(task.kind().text(), ""), Trace.header(), task.after().size()});
        }
        return rows;
    }

    private static List<Outbox.Message> ready(NewGraph graph) {
        Instant now = Instant.now();
        return graph.tasks()
                .stream()
                .filter(task -> task.after().isEmpty())
                .map(task -> new TaskChanged(id(graph, task), graph.goalId(), task.name(), task.kind(),
                        TaskState.PENDING, 0, true, graph.tasks().size(), now, ""))
                .map(change -> new Outbox.Message(StreamNames.TASKS_CHANGED, change))
                .toList();
    }

    private static String id(NewGraph graph, PlannedTask task) {
        return graph.goalId() + "/" + task.name();
    }

    /// A goal's tasks in the order of the plan; none when there is no such graph.
    List<Task> ofGoal(String goal) {
        return database.query("SELECT * FROM task WHERE goal_id = ? ORDER BY position", Tasks::task, goal);
    }

    /// The tasks that wait for a decision, the oldest first: ready to be queued, or failed.
    List<Task> undecided(int limit) {
        return database.query(
                "SELECT * FROM task WHERE state = 'failed' OR (state = 'pending' AND waiting = 0) ORDER BY changed_at LIMIT ?",
                Tasks::task,
                limit);
    }

    /// Who has tasks running, each once.
    List<String> workers() {
        return database.query("SELECT DISTINCT worker FROM task WHERE state = 'running'", row -> row.getString(1));
    }

    static Task task(ResultSet row) throws SQLException {
        String artifact = row.getString("artifact");
        return new Task(
                row.getString("id"),
                row.getString("goal_id"),
                row.getString("name"),
                TaskKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("tool"),
                row.getString("input"),
                Session.texts(row, "after"),
                row.getString("agent"),
                TaskState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempt"),
                row.getInt("lost"),
                row.getString("worker"),
                row.getString("reason"),
                artifact == null ? null : Json.read(Artifact.class, artifact),
                Objects.requireNonNull(Session.instant(row, "changed_at")));
    }
}
