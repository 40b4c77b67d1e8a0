package dev.astra.services.memory;

import dev.astra.services.contract.Memory;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Session;
import java.time.Instant;
import java.util.List;

/// The memories as they are stored.
record Memories(Database database) {
    /// Any of the words, or a text much like it: the newest few hundred of either, then the best of those. Ranking all would take
    /// longer the more was done, and the words of most goals are much the same.
    private static final String SEARCH = """
            WITH wanted AS (SELECT replace(plainto_tsquery('simple', ?)::text, '&', '|')::tsquery AS query, ?::text AS text),
            candidate AS (
                (SELECT memory.* FROM memory, wanted WHERE document @@ query AND ? IN ('', owner) ORDER BY at DESC LIMIT 200)
                UNION
                (SELECT memory.* FROM memory, wanted WHERE memory.text % wanted.text AND ? IN ('', owner) LIMIT 50))
            SELECT goal_id, owner, candidate.text, summary, at,
                least(1, ts_rank(document, query) * 0.5 + similarity(candidate.text, wanted.text) * 0.5) AS score
            FROM candidate, wanted ORDER BY score DESC, at DESC LIMIT ?""";

    /// Storing it again replaces it.
    int store(Memory memory) {
        Instant at = memory.at();
        return database.update(
                """
                        INSERT INTO memory (goal_id, owner, text, summary, at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (goal_id) DO UPDATE SET text = excluded.text, summary = excluded.summary, at = excluded.at""",
                memory.goalId(), memory.owner(), memory.text(), memory.summary(), at == null ? Instant.now() : at);
    }

    /// The best first.
    List<Memory> search(String text, String owner, int limit) {
        return database.query(SEARCH, row -> new Memory(
                row.getString("goal_id"),
                row.getString("owner"),
                row.getString("text"),
                row.getString("summary"),
                row.getDouble("score"),
                Session.instant(row, "at")), text, text, owner, owner, limit);
    }
}
