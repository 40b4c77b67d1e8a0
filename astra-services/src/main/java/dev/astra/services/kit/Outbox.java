package dev.astra.services.kit;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Publishes what was stored, after it was stored: a message is a row written in the transaction that changes the state, put on
/// its stream by [#relay] and removed then. It may be published twice, never not at all. The schema needs
/// `CREATE TABLE outbox (id bigserial PRIMARY KEY, stream text NOT NULL, body text NOT NULL, traceparent text)`.
/// Safe for use by many threads.
public final class Outbox {
    private static final int BATCH = 500;
    private static final int LOOK_SECONDS = 5;
    private static final String TAKE = """
            DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING id, stream, body, traceparent""";

    private final Database database;
    private final Redis redis;
    private final Semaphore waiting = new Semaphore(0);

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

    /// Adds messages within the session's transaction. Call [#wake] once that is stored.
    public void add(Session session, List<Message> messages) throws SQLException {
        String here = Trace.header();
        List<@Nullable Object[]> rows = messages.stream()
                .map(each -> new @Nullable Object[]{each.stream(), Json
                        .write(each.body()), each.traceparent() == null ? here : each.traceparent()})
                .toList();
        session.batch("INSERT INTO outbox (stream, body, traceparent) VALUES (?, ?, ?)", rows);
    }

    /// There is something to publish. What a process left that ended before it could call is found within five seconds.
    public void wake() {
        if (waiting.availablePermits() == 0) {
            waiting.release();
        }
    }

    /// Publishes until the thread is interrupted.
    public void relay() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            while (publishSome() == BATCH) {
                // more is waiting
            }
            if (waiting.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS)) {
                waiting.drainPermits();
            }
        }
    }

    private int publishSome() {
        return database.inTransaction(session -> {
            List<Row> rows = session.query(TAKE,
                    row -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)), BATCH);
            if (!rows.isEmpty()) {
                // losing this commit in a crash only means publishing twice
                session.update("SET LOCAL synchronous_commit = off");
                publish(rows);
            }
            return rows.size();
        });
    }

    private void publish(List<Row> rows) {
        redis.with(jedis -> {
            var pipeline = jedis.pipelined();
            rows.stream()
                    .sorted(Comparator.comparingLong(Row::id))
                    .forEach(row -> pipeline.xadd(row.stream(), Streams.trimmed(),
                            Streams.fields(row.body(), row.traceparent())));
            return pipeline.syncAndReturnAll();
        });
    }
}
