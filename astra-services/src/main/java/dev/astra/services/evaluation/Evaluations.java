package dev.astra.services.evaluation;

import dev.astra.services.contract.Evaluation;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/// The verdicts as they are stored: one a goal.
record Evaluations(Database database) {
    Optional<Evaluation> find(String goalId) {
        return database.first("SELECT * FROM evaluation WHERE goal_id = ?", Evaluations::evaluation, goalId);
    }

    /// The goal's verdict from now on: this one, unless there was one before.
    Evaluation store(String goalId, Judgement judgement) {
        return database.first(
                """
                        INSERT INTO evaluation (goal_id, passed, score, summary, reasons) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING RETURNING *""",
                Evaluations::evaluation,
                goalId,
                judgement.passed(),
                judgement.score(),
                judgement.summary(),
                judgement.reasons()).or(() -> find(goalId)).orElseThrow();
    }

    private static Evaluation evaluation(ResultSet row) throws SQLException {
        return new Evaluation(
                row.getString("goal_id"),
                row.getBoolean("passed"),
                row.getDouble("score"),
                row.getString("summary"),
                Session.texts(row, "reasons"),
                Objects.requireNonNull(Session.instant(row, "at")));
    }
}
