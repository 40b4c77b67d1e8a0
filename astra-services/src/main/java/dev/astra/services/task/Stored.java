package dev.astra.services.task;

import dev.astra.services.contract.DeadLetter;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.contract.TaskDispatch;
import dev.astra.services.contract.TaskState;
import dev.astra.services.kit.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// A task as a change of its state left it, and what is to be said about that, in the trace that its goal was submitted in.
record Stored(Task task, String traceparent) {
    private static final int NOT_LOOKED_UP = -1;

    static Stored of(ResultSet row) throws SQLException {
        return new Stored(Tasks.task(row), row.getString("traceparent"));
    }

    /// As [#of], of a row that says in `ready` whether nothing is left that it waits for; empty when something is.
    static Optional<Stored> ifReady(ResultSet row) throws SQLException {
        return row.getBoolean("ready") ? Optional.of(of(row)) : Optional.empty();
    }

    /// It has got to the state it is in.
    Outbox.Message changed() {
        return changed(NOT_LOOKED_UP);
    }

    /// As [#changed()], with how many tasks of its goal are not completed.
    Outbox.Message changed(int remaining) {
        return announcement(task.state(), false, remaining);
    }

    /// All that it waited for is completed.
    Outbox.Message ready(int remaining) {
        return announcement(TaskState.PENDING, true, remaining);
    }

    private Outbox.Message announcement(TaskState state, boolean ready, int remaining) {
        TaskChanged change = new TaskChanged(
                task.id(), task.goalId(), task.name(), task.kind(), state, task.attempt(), ready, remaining,
                task.changedAt(), task.reason());
        return new Outbox.Message(StreamNames.TASKS_CHANGED, change, traceparent);
    }

    /// A worker shall run it.
    Outbox.Message dispatch() {
        return new Outbox.Message(
                StreamNames.tasks(task.kind(), task.id()),
                new TaskDispatch(task.id(), task.goalId(), task.attempt()),
                traceparent);
    }

    /// It was given up.
    Outbox.Message deadLetter() {
        return new Outbox.Message(
                StreamNames.DEAD_LETTERS,
                new DeadLetter(task.id(), task.goalId(), task.attempt(), task.reason(), task.changedAt()),
                traceparent);
    }
}
