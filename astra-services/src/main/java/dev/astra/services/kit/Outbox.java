package dev.astra.services.kit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Publishes what was stored, after it was stored: a message is a row written in the transaction that changes the state. [#relay]
/// puts it on its stream once that is committed, and removes the rows of many together a moment later; what a process left
/// that ended in between is found in the table. A message may be published twice, never not at all. The schema needs
/// `CREATE TABLE outbox (id bigserial PRIMARY KEY, stream text NOT NULL, body text NOT NULL, traceparent text)`.
/// Safe for use by many threads.
public final class Outbox {
    private static final int BATCH = 500;
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LINGER = Duration.ofMillis(100);
    private static final String ADD = """
            INSERT INTO outbox (stream, body, traceparent)
            SELECT stream, body, traceparent FROM unnest(?, ?, ?) AS added (stream, body, traceparent) RETURNING id""";
    private static final String TAKE = """
            DELETE FROM outbox
            WHERE id IN (SELECT id FROM outbox WHERE id <= ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING id, stream, body, traceparent""";

    private final Database database;
    private final Redis redis;
    private final BlockingQueue<Stored> stored = new LinkedBlockingQueue<>();

    /// Rows of one transaction, which is committed.
    private record Stored(List<Long> ids, List<Row> rows) {}

    private record Row(long id, String stream, String body, @Nullable String traceparent) {}

    Outbox(Database database, Redis redis) {
        this.database = database;
        this.redis = redis;
    }

    /// One message to publish.
    ///
    /// @param traceparent the trace it belongs to; null: this thread's
    public record Message(String stream, Object body, @Nullable String traceparent) {
        public Message(String stream, Object body) {
            this(stream, body, null);
        }
    }

    /// A change of state, on one connection, and what is to be said about it.
    public interface Change<T> {
        T make(Session session, Consumer<Message> announce) throws SQLException;
    }

    /// Makes the change in one transaction with its messages, and has them published: stored when it returns, undone when it throws.
    public <T> T store(Change<T> change) {
        List<Stored> added = new ArrayList<>();
        T result = database.inTransaction(session -> {
            List<Message> messages = new ArrayList<>();
            T made = change.make(session, messages::add);
            if (!messages.isEmpty()) {
                added.add(add(session, messages));
            }
            return made;
        });
        stored.addAll(added);
        return result;
    }

    private static Stored add(Session session, List<Message> messages) throws SQLException {
        String here = Trace.header();
        List<Row> rows = messages.stream()
                .map(each -> new Row(0, each.stream(), Json.write(each.body()),
                        each.traceparent() == null ? here : each.traceparent()))
                .toList();
        List<Long> ids = session.query(ADD, row -> row.getLong(1), rows.stream().map(Row::stream).toList(),
                rows.stream().map(Row::body).toList(), rows.stream().map(Row::traceparent).toList());
        return new Stored(ids, rows);
    }

    /// Publishes until the thread is interrupted. Begun again after a failure, it finds in the table what it has not removed.
    public void relay() throws InterruptedException {
        stored.clear();
        List<Long> published = new ArrayList<>();
        long newest = publishLeftBehind(Long.MAX_VALUE);
        long looked = System.nanoTime();
        while (true) {
            if (System.nanoTime() - looked > LOOK.toNanos()) {
                remove(published);
                newest = publishLeftBehind(newest);
                looked = System.nanoTime();
            }
            Duration patience = published.isEmpty() ? LOOK : LINGER;
            Stored next = stored.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null || published.size() >= BATCH) {
                remove(published);
            }
            if (next != null) {
                List<Stored> all = new ArrayList<>(List.of(next));
                stored.drainTo(all, BATCH);
                publish(all.stream().flatMap(each -> each.rows().stream()).toList());
                all.forEach(each -> published.addAll(each.ids()));
            }
        }
    }

    private void remove(List<Long> published) {
        if (published.isEmpty()) {
            return;
        }
        database.inTransaction(session -> {
            loseAtMostThis(session);
            return session.update("DELETE FROM outbox WHERE id = ANY (?::bigint[])",
                    published.stream().map(String::valueOf).toList());
        });
        published.clear();
    }

    /// @param newest the last row to look at: what came later is probably on its way
    /// @return the last row that there is now
    private long publishLeftBehind(long newest) {
        int found = BATCH;
        while (found == BATCH) {
            found = database.inTransaction(session -> {
                List<Row> rows = session.query(TAKE,
                        row -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)), newest,
                        BATCH);
                loseAtMostThis(session);
                publish(rows.stream().sorted(Comparator.comparingLong(Row::id)).toList());
                return rows.size();
            });
        }
        return database.first("SELECT coalesce(max(id), 0) FROM outbox", row -> row.getLong(1)).orElseThrow();
    }

    /// Rows that are there again after a crash are only published twice.
    private static void loseAtMostThis(Session session) throws SQLException {
        session.update("SET LOCAL synchronous_commit = off");
    }

    private void publish(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        redis.with(jedis -> {
            var pipeline = jedis.pipelined();
            rows.forEach(row -> pipeline.xadd(row.stream(), Streams.trimmed(),
                    Streams.fields(row.body(), row.traceparent())));
            return pipeline.syncAndReturnAll();
        });
    }
}
