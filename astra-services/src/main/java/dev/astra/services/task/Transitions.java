package dev.astra.services.task;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskFailure;
import dev.astra.services.contract.TaskMove;
import dev.astra.services.contract.TaskResult;
import dev.astra.services.contract.TaskStart;
import dev.astra.services.contract.TaskStarted;
import dev.astra.services.contract.WorkerLost;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Outbox;
import dev.astra.services.kit.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The changes of state. Each is one update whose condition names the state, the attempt and, where one runs it, the worker it
/// is allowed from, so that a late or repeated one changes nothing; what it announces is stored in the same transaction.
record Transitions(Outbox outbox) {
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
    // the row of the graph makes completions of one goal wait for each other, so that the last one sees zero
    private static final String COMPLETE = """
            WITH done AS (UPDATE task SET state = 'completed', artifact = ?, reason = '', changed_at = now()
                WHERE id = ? AND attempt = ? AND worker = ? AND state = 'running' RETURNING *),
            count AS (UPDATE graph SET remaining = remaining - 1 FROM done
                WHERE graph.goal_id = done.goal_id RETURNING remaining)
            SELECT done.*, remaining FROM done, count""";
    private static final String UNBLOCK = """
            UPDATE task SET waiting = waiting - 1
            WHERE goal_id = ? AND ? = ANY (after) AND state = 'pending' RETURNING *, waiting = 0 AS ready""";

    /// pending or failed → queued; dispatched to the workers of its kind.
    int queue(List<TaskMove> moves) {
        return move(QUEUE, moves, Stored::dispatch);
    }

    /// failed → dead_letter.
    int giveUp(List<TaskMove> moves) {
        return move(GIVE_UP, moves, Stored::deadLetter);
    }

    private int move(String update, List<TaskMove> moves, Function<Stored, Outbox.Message> also) {
        return outbox.store((session, announce) -> {
            int changed = 0;
            for (TaskMove move : moves) {
                Optional<Stored> stored = session.first(update, Stored::of, move.taskId(), move.attempt());
                if (stored.isPresent()) {
                    announce.accept(also.apply(stored.get()));
                    announce.accept(stored.get().changed());
                    changed++;
                }
            }
            return changed;
        });
    }

    /// queued → running, by this worker. The same worker may ask twice, when the answer got lost.
    TaskStarted start(TaskStart start) {
        return outbox.store((session, announce) -> {
            Optional<Stored> stored = session.first(START, Stored::of, start.worker(), start.taskId(), start.attempt(),
                    start.worker());
            if (stored.isEmpty()) {
                return new TaskStarted(false, null, List.of());
            }
            announce.accept(stored.get().changed());
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
        return outbox.store((session, announce) -> {
            Optional<Completed> completed = session.first(
                    COMPLETE, row -> new Completed(Stored.of(row), row.getInt("remaining")),
                    Json.write(result.artifact()), result.taskId(), result.attempt(), result.worker());
            if (completed.isEmpty()) {
                return 0;
            }
            int remaining = completed.get().remaining();
            Task task = completed.get().stored().task();
            announce.accept(completed.get().stored().changed(remaining));
            if (remaining > 0) {
                session.query(UNBLOCK, Stored::ifReady, task.goalId(), task.name())
                        .forEach(ready -> ready.ifPresent(each -> announce.accept(each.ready(remaining))));
            }
            return 1;
        });
    }

    private record Completed(Stored stored, int remaining) {}

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
        return outbox.store((session, announce) -> {
            List<Stored> failed = session.query(
                    "UPDATE task SET state = 'failed', reason = ?, changed_at = now()" + also
                            + " WHERE state = 'running' AND " + which + " RETURNING *",
                    Stored::of,
                    all.toArray());
            failed.forEach(each -> announce.accept(each.changed()));
            return failed.size();
        });
    }

    /// Dispatches once more what has been queued for so long: their messages are gone when Redis was flushed. A second message
    /// does no harm.
    int redispatch(Duration queuedFor) {
        return outbox.store((session, announce) -> {
            List<Stored> queued = session.query("""
                    SELECT * FROM task WHERE state = 'queued' AND changed_at <= now() - make_interval(secs => ?)
                    ORDER BY changed_at""", Stored::of, queuedFor.toSeconds());
            queued.forEach(each -> announce.accept(each.dispatch()));
            return queued.size();
        });
    }
}
