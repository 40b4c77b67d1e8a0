package dev.astra.services.goal;

import dev.astra.services.contract.Evaluation;
import dev.astra.services.contract.Goal;
import dev.astra.services.contract.GoalChanged;
import dev.astra.services.contract.GoalState;
import dev.astra.services.contract.NewGoal;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Outbox;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Session;
import dev.astra.services.kit.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The goals as they are stored. Each change names the states it is allowed from, and is announced; it is empty when it was not
/// allowed. Whoever makes a change has ten seconds for what follows from it, before somebody else may look.
record Goals(Database database, Outbox outbox) {
    /// A goal that somebody should look at, and the trace it was submitted in.
    record Due(Goal goal, @Nullable String traceparent) {}

    /// Stores a goal; empty when there is one of this id already.
    Optional<Due> add(NewGoal wanted) {
        return change(
                """
                        INSERT INTO goal (id, owner, text, state, traceparent, due_at) VALUES (?, ?, ?, 'submitted', ?, now() + interval '10 seconds')
                        ON CONFLICT DO NOTHING""",
                wanted.id(), wanted.owner(), wanted.text(), Trace.header());
    }

    /// The goal of this id, as it is.
    /// @throws Refusal when it has another text
    Goal same(NewGoal wanted) {
        Goal stored = find(wanted.id()).orElseThrow();
        if (!stored.text().equals(wanted.text())) {
            throw new Refusal(409, "goal " + wanted.id() + " is there with another text", "choose another id");
        }
        return stored;
    }

    Optional<Goal> find(String id) {
        return database.first("SELECT * FROM goal WHERE id = ?", Goals::goal, id);
    }

    /// The newest first; of all owners where none is named.
    List<Goal> ofOwner(String owner, int limit) {
        return database.query("SELECT * FROM goal WHERE ? IN ('', owner) ORDER BY created_at DESC LIMIT ?", Goals::goal,
                owner, limit);
    }

    /// submitted → planned.
    Optional<Due> planned(String id) {
        return change(
                "UPDATE goal SET state = 'planned', due_at = now() + interval '15 seconds' WHERE id = ? AND state = 'submitted'",
                id);
    }

    /// submitted or planned → evaluating. The tasks may be done before the goal is known to be planned.
    Optional<Due> evaluating(String id) {
        return change(
                "UPDATE goal SET state = 'evaluating', due_at = now() + interval '10 seconds' WHERE id = ? AND state IN ('submitted', 'planned')",
                id);
    }

    /// evaluating → completed or failed.
    Optional<Due> judged(String id, Evaluation evaluation) {
        String state = (evaluation.passed() ? GoalState.COMPLETED : GoalState.FAILED).text();
        String reason = evaluation.passed()
                ? ""
                : "the results are not what was wanted: " + String.join("; ", evaluation.reasons());
        return change(
                "UPDATE goal SET state = ?, reason = ?, evaluation = ?, finished_at = now() WHERE id = ? AND state = 'evaluating'",
                state,
                reason,
                Json.write(evaluation),
                id);
    }

    /// Any state but the last ones → failed.
    Optional<Due> failed(String id, String reason) {
        return change(
                "UPDATE goal SET state = 'failed', reason = ?, finished_at = now() WHERE id = ? AND state NOT IN ('completed', 'failed')",
                reason,
                id);
    }

    private Optional<Due> change(String statement, @Nullable Object... arguments) {
        return outbox.store((session, announce) -> {
            Optional<Due> changed = session.first(statement + " RETURNING *", Goals::due, arguments);
            changed.ifPresent(each -> announce.accept(announcement(each.goal())));
            return changed;
        });
    }

    private static Outbox.Message announcement(Goal goal) {
        return new Outbox.Message(StreamNames.GOALS_CHANGED,
                new GoalChanged(goal.id(), goal.state(), goal.reason(), Instant.now()));
    }

    /// Nobody needs to look at it any more.
    void settled(String id) {
        database.update("UPDATE goal SET due_at = NULL WHERE id = ? AND state IN ('completed', 'failed')", id);
    }

    /// Goals that are due, taken for ten seconds.
    List<Due> takeDue(int limit) {
        return database.query("""
                UPDATE goal SET due_at = now() + interval '10 seconds'
                WHERE id IN (SELECT id FROM goal WHERE due_at < now() ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING *""", Goals::due, limit);
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(goal(row), row.getString("traceparent"));
    }

    private static Goal goal(ResultSet row) throws SQLException {
        String evaluation = row.getString("evaluation");
        return new Goal(
                row.getString("id"),
                row.getString("owner"),
                row.getString("text"),
                GoalState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                Objects.requireNonNull(Session.instant(row, "created_at")),
                Session.instant(row, "finished_at"),
                evaluation == null ? null : Json.read(Evaluation.class, evaluation));
    }
}
