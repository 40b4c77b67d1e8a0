package dev.astra.services.consistency;

import java.util.List;

/// The invariants that Postgres alone can answer for. Each query selects what contradicts: the id, and what is wrong with it.
final class Rules {
    /// @param contradictions a query of two columns
    record Rule(Invariant invariant, String contradictions) {}

    private static final String BY_GOAL = """
            (SELECT goal_id, count(*) AS tasks, count(*) FILTER (WHERE state = 'completed') AS done,
                count(*) FILTER (WHERE state = 'dead_letter') AS given_up FROM task.task GROUP BY goal_id)""";

    static final List<Rule> ALWAYS = List.of(new Rule(Invariant.GOAL_FOLLOWS_FROM_TASKS, """
            SELECT goal.id, format('is %s with %s of %s tasks completed, %s given up, verdict %s', goal.state,
                coalesce(done, 0), coalesce(tasks, 0), coalesce(given_up, 0), coalesce(passed::text, 'none'))
            FROM goal.goal LEFT JOIN
            """ + BY_GOAL + """
             AS graph ON graph.goal_id = goal.id
            LEFT JOIN evaluation.evaluation ON evaluation.goal_id = goal.id
            WHERE NOT coalesce(CASE goal.state
                WHEN 'submitted' THEN true
                WHEN 'planned' THEN tasks > 0
                WHEN 'evaluating' THEN tasks = done
                WHEN 'completed' THEN tasks = done AND passed
                WHEN 'failed' THEN tasks IS NULL OR given_up > 0 OR tasks = done AND NOT passed
            END, false)"""), new Rule(Invariant.GOAL_FOLLOWS_FROM_TASKS, """
            SELECT goal.id, 'has another verdict than evaluation-service'
            FROM goal.goal LEFT JOIN evaluation.evaluation ON evaluation.goal_id = goal.id
            WHERE goal.evaluation IS NOT NULL
                AND ((goal.evaluation::json ->> 'passed')::boolean, (goal.evaluation::json ->> 'score')::float8)
                    IS DISTINCT FROM (passed, score)"""), new Rule(Invariant.GOAL_IS_LOOKED_AFTER, """
            SELECT id, format('is %s, and nobody will ever look at it again', state)
            FROM goal.goal WHERE finished_at IS NULL AND due_at IS NULL"""),
            new Rule(Invariant.GOAL_IS_LOOKED_AFTER, """
                    SELECT id, format('is %s, and memory-service does not know', state) FROM goal.goal
                    WHERE due_at IS NULL AND finished_at IS NOT NULL
                        AND NOT EXISTS (SELECT FROM memory.memory WHERE goal_id = goal.id)"""),
            new Rule(Invariant.NO_ORPHAN_ROWS, """
                    SELECT goal_id, 'is the goal of a ' || what || ', but goal-service does not know it'
                    FROM (SELECT goal_id, 'graph' AS what FROM task.graph
                        UNION ALL SELECT goal_id, 'verdict' FROM evaluation.evaluation
                        UNION ALL SELECT goal_id, 'memory' FROM memory.memory) AS belonging
                    WHERE NOT EXISTS (SELECT FROM goal.goal WHERE id = goal_id)"""),
            new Rule(Invariant.COUNTS_ARE_RIGHT, """
                    SELECT graph.goal_id, format('has %s tasks to go, but counts %s', tasks - done, remaining)
                    FROM task.graph JOIN
                    """ + BY_GOAL + """
                    AS counted USING (goal_id) WHERE remaining <> tasks - done"""),
            new Rule(Invariant.COUNTS_ARE_RIGHT, """
                    SELECT task.id, format('waits for %s tasks, but counts %s', count(other.id), task.waiting)
                    FROM task.task LEFT JOIN task.task AS other ON other.goal_id = task.goal_id
                        AND other.name = ANY (task.after) AND other.state <> 'completed'
                    GROUP BY task.id HAVING count(other.id) <> task.waiting"""),
            new Rule(Invariant.ORDER_IS_KEPT,
                    """
                            SELECT task.id, format('is %s, though %s is only %s', task.state, other.name, other.state)
                            FROM task.task JOIN task.task AS other ON other.goal_id = task.goal_id AND other.name = ANY (task.after)
                            WHERE task.state <> 'pending' AND other.state <> 'completed'"""),
            new Rule(Invariant.ATTEMPTS_ARE_BOUNDED,
                    """
                            SELECT id, format('is %s after %s attempts', state, attempt) FROM task.task
                            WHERE attempt - lost > 3 OR (state = 'pending') <> (attempt = 0)
                               OR state = 'dead_letter' AND attempt - lost < 3 AND lost < 10"""),
            new Rule(Invariant.RESULT_IS_THERE, """
                    SELECT id, 'is completed with ' || (artifact::json ->> 'key') FROM task.task
                    WHERE artifact::json ->> 'key' <> format('goals/%s/%s/%s', goal_id, name, attempt)"""));

    static final List<Rule> AT_REST = List.of(
            new Rule(Invariant.SETTLED, "SELECT id, 'is only ' || state FROM goal.goal WHERE finished_at IS NULL"),
            new Rule(Invariant.SETTLED,
                    "SELECT id, 'is not yet remembered' FROM goal.goal WHERE finished_at IS NOT NULL AND due_at IS NOT NULL"),
            new Rule(Invariant.SETTLED, """
                    SELECT task.id, format('is %s, though its goal is %s', task.state, goal.state)
                    FROM task.task JOIN goal.goal ON goal.id = goal_id
                    WHERE task.state IN ('queued', 'running', 'failed')
                        OR goal.state = 'completed' AND task.state <> 'completed'"""),
            new Rule(Invariant.SETTLED, """
                    SELECT id, 'is not published on ' || stream
                    FROM (SELECT 'task.outbox ' || id AS id, stream FROM task.outbox
                        UNION ALL SELECT 'goal.outbox ' || id, stream FROM goal.outbox) AS waiting"""));

    private Rules() {}
}
