package dev.astra.services.task;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskFailure;
import dev.astra.services.contract.TaskMove;
import dev.astra.services.contract.TaskResult;
import dev.astra.services.contract.TaskStart;
import dev.astra.services.contract.TaskStarted;
import dev.astra.services.contract.WorkerLost;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Outbox;
import dev.astra.services.kit.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The changes of state. Each is one update whose condition names the state, the attempt and, where one runs it, the worker it
/// is allowed from, so that a late or repeated one changes nothing; what it announces is stored in the same transaction.
record Transitions(Database database, Outbox outbox) {
    private static final String QUEUE = """
            UPDATE task SET state = 'queued', attempt = attempt + 1, worker = '', changed_at = now()
            WHERE id = ? AND attempt = ? AND (state = 'failed' OR state = 'pending' AND waiting = 0) RETURNING *""";
    private static final String GIVE_UP = """
            UPDATE task SET state = 'dead_letter', changed_at = now()
            WHERE id = ? AND attempt = ? AND state = 'failed' RETURNING *""";
    private static final String START = """
            UPDATE task SET state = 'running', worker = ?, changed_at = now()
            WHERE id = ? AND attempt = ? AND (state = 'queued' OR state = 'running' AND worker = ?) RETURNING *""";
    private static final String INPUTS = """
            SELECT artifact FROM task WHERE goal_id = ? AND name = ANY (?) AND artifact IS NOT NULL ORDER BY position""";
    private static final String COMPLETE = """
            UPDATE task SET state = 'completed', artifact = ?, reason = '', changed_at = now()
            WHERE id = ? AND attempt = ? AND worker = ? AND state = 'running' RETURNING *""";
    // the row of the graph makes completions of one goal wait for each other, so that the last one sees zero
    private static final String COUNT_DOWN = "UPDATE graph SET remaining = remaining - 1 WHERE goal_id = ? RETURNING remaining";
    private static final String UNBLOCK = """
            UPDATE task SET waiting = waiting - 1
            WHERE goal_id = ? AND ? = ANY (after) AND state = 'pending' RETURNING *, waiting = 0 AS ready""";

    /// pending or failed → queued; dispatched to the workers of its kind.
    int queue(List<TaskMove> moves) {
        return move(QUEUE, moves, (stored, messages) -> {
            messages.add(stored.dispatch());
            messages.add(stored.changed());
        });
    }

    /// failed → dead_letter.
    int giveUp(List<TaskMove> moves) {
        return move(GIVE_UP, moves, (stored, messages) -> {
            messages.add(stored.deadLetter());
            messages.add(stored.changed());
        });
    }

    private interface Announcement {
        void add(Stored stored, List<Outbox.Message> messages);
    }

    private int move(String update, List<TaskMove> moves, Announcement announcement) {
        return database.inTransaction(session -> {
            List<Outbox.Message> messages = new ArrayList<>();
            int changed = 0;
            for (TaskMove move : moves) {
                Optional<Stored> stored = session.first(update, Stored::of, move.taskId(), move.attempt());
                stored.ifPresent(each -> announcement.add(each, messages));
                changed += stored.isPresent() ? 1 : 0;
            }
            outbox.add(session, messages);
            return changed;
        });
    }

    /// queued → running, by this worker. The same worker may ask twice, when the answer got lost.
    TaskStarted start(TaskStart start) {
        return database.inTransaction(session -> {
            Optional<Stored> stored = session.first(START, Stored::of, start.worker(), start.taskId(), start.attempt(),
                    start.worker());
            if (stored.isEmpty()) {
                return new TaskStarted(false, null, List.of());
            }
            outbox.add(session, List.of(stored.get().changed()));
            Task task = stored.get().task();
            return new TaskStarted(true, task, inputs(session, task));
        });
    }

    private static List<Artifact> inputs(Session session, Task task) throws SQLException {
        return task.after().isEmpty()
                ? List.of()
                : session.query(INPUTS, row -> Json.read(Artifact.class, row.getString(1)), task.goalId(),
                        task.after());
    }

    /// running → completed, which may make those that come after it ready.
    int complete(TaskResult result) {
        return database.inTransaction(session -> {
            Optional<Stored> stored = session.first(
                    COMPLETE, Stored::of, Json.write(result.artifact()), result.taskId(), result.attempt(),
                    result.worker());
            if (stored.isEmpty()) {
                return 0;
            }
            Task task = stored.get().task();
            int remaining = session.first(COUNT_DOWN, row -> row.getInt(1), task.goalId()).orElseThrow();
            List<Outbox.Message> messages = new ArrayList<>();
            messages.add(stored.get().changed(remaining));
            session.query(
                    UNBLOCK,
                    row -> row.getBoolean("ready") && messages.add(Stored.of(row).ready(remaining)),
                    task.goalId(),
                    task.name());
            outbox.add(session, messages);
            return 1;
        });
    }

    /// running → failed.
    int fail(TaskFailure failure) {
        return failed("", "id = ? AND attempt = ? AND worker = ?", failure.reason(), failure.taskId(),
                failure.attempt(),
                failure.worker());
    }

    /// running → failed, for all that a worker ran. It was not the tasks that failed.
    int lose(WorkerLost lost) {
        return failed(", lost = lost + 1", "worker = ?", lost.reason(), lost.worker());
    }

    private int failed(String also, String which, String reason, Object... arguments) {
        List<@Nullable Object> all = new ArrayList<>(List.of(reason));
        all.addAll(List.of(arguments));
        return database.inTransaction(session -> {
            List<Stored> failed = session.query(
                    "UPDATE task SET state = 'failed', reason = ?, changed_at = now()" + also
                            + " WHERE state = 'running' AND " + which + " RETURNING *",
                    Stored::of,
                    all.toArray());
            outbox.add(session, failed.stream().map(Stored::changed).toList());
            return failed.size();
        });
    }

    /// Dispatches once more what has been queued for so long: their messages are gone when Redis was flushed. A second message
    /// does no harm.
    int redispatch(Duration queuedFor) {
        return database.inTransaction(session -> {
            List<Stored> queued = session.query("""
                    SELECT * FROM task WHERE state = 'queued' AND changed_at <= now() - make_interval(secs => ?)
                    ORDER BY changed_at""", Stored::of, queuedFor.toSeconds());
            outbox.add(session, queued.stream().map(Stored::dispatch).toList());
            return queued.size();
        });
    }
}
