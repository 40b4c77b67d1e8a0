package dev.astra.services.memory;

import dev.astra.services.contract.Memory;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Session;
import java.time.Instant;
import java.util.List;

/// The memories as they are stored.
record Memories(Database database) {
    /// Any of the words, or a text much like it: the newest of either, then the best of those. Ranking all would take longer the
    /// more was done, and the words of most goals are much the same. The words stand where they are compared, so that Postgres can tell
    /// how common they are: then the newest are found by their age, rare ones by the words.
    private static final String SEARCH = """
            WITH candidate AS (
                (SELECT * FROM memory
                    WHERE document @@ replace(plainto_tsquery('simple', ?)::text, '&', '|')::tsquery AND ? IN ('', owner)
                    ORDER BY at DESC LIMIT 50)
                UNION ALL
                (SELECT * FROM memory WHERE text % ? AND ? IN ('', owner) LIMIT 20)),
            scored AS (
                SELECT DISTINCT ON (goal_id) goal_id, owner, text, summary, at, least(1, similarity(text, ?) * 0.5
                    + ts_rank(document, replace(plainto_tsquery('simple', ?)::text, '&', '|')::tsquery) * 0.5) AS score
                FROM candidate)
            SELECT * FROM scored ORDER BY score DESC, at DESC LIMIT ?""";

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
                Session.instant(row, "at")), text, owner, text, owner, text, text, limit);
    }
}
