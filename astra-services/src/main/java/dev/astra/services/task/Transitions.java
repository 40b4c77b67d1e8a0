package dev.astra.services.task;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.DeadLetter;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.contract.TaskDispatch;
import dev.astra.services.contract.TaskFailure;
import dev.astra.services.contract.TaskMove;
import dev.astra.services.contract.TaskResult;
import dev.astra.services.contract.TaskStart;
import dev.astra.services.contract.TaskStarted;
import dev.astra.services.contract.TaskState;
import dev.astra.services.contract.WorkerLost;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Outbox;
import dev.astra.services.kit.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The changes of state. Each is one update whose condition names the state, the attempt and, where one runs it, the worker it
/// is allowed from, so that a late or repeated one changes nothing; what it announces is stored in the same transaction.
record Transitions(Database database, Outbox outbox) {
    private static final String MOVED = " RETURNING *";

    /// pending or failed → queued; dispatched to the workers of its kind.
    int queue(List<TaskMove> moves) {
        return database.inTransaction(session -> {
            List<Outbox.Message> messages = new ArrayList<>();
            for (TaskMove move : moves) {
                move(session, """
                        UPDATE task SET state = 'queued', attempt = attempt + 1, worker = '', changed_at = now()
                        WHERE id = ? AND attempt = ? AND (state = 'failed' OR state = 'pending' AND waiting = 0)""",
                        move.taskId(), move.attempt())
                        .ifPresent(task -> {
                            messages.add(dispatch(task));
                            messages.add(changed(task, false, -1));
                        });
            }
            outbox.add(session, messages);
            return messages.size() / 2;
        });
    }

    /// failed → dead_letter.
    int giveUp(List<TaskMove> moves) {
        return database.inTransaction(session -> {
            List<Outbox.Message> messages = new ArrayList<>();
            for (TaskMove move : moves) {
                move(session,
                        "UPDATE task SET state = 'dead_letter', changed_at = now() WHERE id = ? AND attempt = ? AND state = 'failed'",
                        move.taskId(), move.attempt())
                        .ifPresent(task -> {
                            messages.add(new Outbox.Message(StreamNames.DEAD_LETTERS, new DeadLetter(task.id(),
                                    task.goalId(), task.attempt(), task.reason(), task.changedAt())));
                            messages.add(changed(task, false, -1));
                        });
            }
            outbox.add(session, messages);
            return messages.size() / 2;
        });
    }

    /// queued → running, by this worker. The same worker may ask twice, when the answer got lost.
    TaskStarted start(TaskStart start) {
        return database.inTransaction(session -> {
            Optional<Task> moved = move(session, """
                    UPDATE task SET state = 'running', worker = ?, changed_at = now()
                    WHERE id = ? AND attempt = ? AND (state = 'queued' OR state = 'running' AND worker = ?)""",
                    start.worker(), start.taskId(), start.attempt(), start.worker());
            if (moved.isEmpty()) {
                return new TaskStarted(false, null, List.of());
            }
            Task task = moved.get();
            outbox.add(session, List.of(changed(task, false, -1)));
            return new TaskStarted(true, task, inputs(session, task));
        });
    }

    private static List<Artifact> inputs(Session session, Task task) throws SQLException {
        if (task.after().isEmpty()) {
            return List.of();
        }
        return session.query(
                "SELECT artifact FROM task WHERE goal_id = ? AND name = ANY (?) AND artifact IS NOT NULL ORDER BY position",
                row -> Json.read(Artifact.class, row.getString(1)),
                task.goalId(),
                task.after());
    }

    /// running → completed, which may make those that come after it ready.
    int complete(TaskResult result) {
        return database.inTransaction(session -> {
            Optional<Task> moved = move(session, """
                    UPDATE task SET state = 'completed', artifact = ?, reason = '', changed_at = now()
                    WHERE id = ? AND attempt = ? AND worker = ? AND state = 'running'""", Json.write(result.artifact()),
                    result.taskId(), result.attempt(), result.worker());
            if (moved.isEmpty()) {
                return 0;
            }
            Task task = moved.get();
            // the row of the graph makes completions of one goal wait for each other, so that the last one sees zero
            int remaining = session.first(
                    "UPDATE graph SET remaining = remaining - 1 WHERE goal_id = ? RETURNING remaining",
                    row -> row.getInt(1),
                    task.goalId()).orElseThrow();
            List<Outbox.Message> messages = new ArrayList<>();
            messages.add(changed(task, false, remaining));
            session.query(
                    "UPDATE task SET waiting = waiting - 1 WHERE goal_id = ? AND ? = ANY (after) AND state = 'pending' RETURNING *, waiting = 0 AS ready",
                    row -> row.getBoolean("ready") && messages.add(changed(Tasks.task(row), true, remaining)),
                    task.goalId(),
                    task.name());
            outbox.add(session, messages);
            return 1;
        });
    }

    /// running → failed.
    int fail(TaskFailure failure) {
        return failed("id = ? AND attempt = ? AND worker = ?", failure.reason(), failure.taskId(), failure.attempt(),
                failure.worker());
    }

    /// running → failed, for all that a worker ran.
    int lose(WorkerLost lost) {
        return failed("worker = ?", lost.reason(), lost.worker());
    }

    private int failed(String which, String reason, Object... arguments) {
        List<@Nullable Object> all = new ArrayList<>(List.of(reason));
        all.addAll(List.of(arguments));
        return database.inTransaction(session -> {
            List<Task> failed = session.query(
                    "UPDATE task SET state = 'failed', reason = ?, changed_at = now() WHERE state = 'running' AND "
                            + which + MOVED,
                    Tasks::task,
                    all.toArray());
            outbox.add(session, failed.stream().map(task -> changed(task, false, -1)).toList());
            return failed.size();
        });
    }

    /// Dispatches all that are queued once more: after Redis was flushed, their messages are gone. A second message does no harm.
    int redispatch() {
        return database.inTransaction(session -> {
            List<Task> queued = session.query("SELECT * FROM task WHERE state = 'queued' ORDER BY changed_at",
                    Tasks::task);
            outbox.add(session, queued.stream().map(Transitions::dispatch).toList());
            return queued.size();
        });
    }

    private static Optional<Task> move(Session session, String update, @Nullable Object... arguments)
            throws SQLException {
        return session.first(update + MOVED, Tasks::task, arguments);
    }

    private static Outbox.Message dispatch(Task task) {
        return new Outbox.Message(StreamNames.tasks(task.kind(), task.id()),
                new TaskDispatch(task.id(), task.goalId(), task.attempt()));
    }

    /// @param remaining how many tasks of the goal are not completed; -1: not looked up
    private static Outbox.Message changed(Task task, boolean ready, int remaining) {
        return new Outbox.Message(StreamNames.TASKS_CHANGED, new TaskChanged(
                task.id(), task.goalId(), task.name(), task.kind(), ready ? TaskState.PENDING : task.state(),
                task.attempt(), ready, remaining, task.changedAt(), task.reason()));
    }
}
