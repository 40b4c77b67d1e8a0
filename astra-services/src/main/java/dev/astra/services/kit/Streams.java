package dev.astra.services.kit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/// Redis streams of JSON messages: each entry has the fields `body` and `traceparent`. Safe for use by many threads.
public final class Streams {
    static final String BODY = "body";
    static final String TRACEPARENT = "traceparent";
    /// A blocked read costs nothing, and is ended by the first message or by an interrupt.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// About how many entries a stream keeps; what a reader misses it finds again in Postgres.
    private static final long KEPT = 100_000;

    private final Redis redis;
    private final Log log;

    Streams(Redis redis, Log log) {
        this.redis = redis;
        this.log = log;
    }

    /// Deals with a batch of messages; when it returns, their effects are stored and they are acknowledged.
    public interface Handler<T> {
        void handle(List<Delivery<T>> deliveries) throws Exception;
    }

    /// Puts a message on a stream, in this thread's trace.
    public void publish(String stream, Object message) {
        redis.with(jedis -> jedis.xadd(stream, trimmed(), fields(Json.write(message), Trace.header())));
    }

    /// Takes part in a group: as [StreamReader], in a loop until the thread is interrupted.
    /// @throws StoreUnavailable when Redis does not answer; call it again then (background work does)
    public <T> void consume(StreamReader<T> reader, int count, Handler<T> handler) throws Exception {
        try (reader) {
            while (!Thread.currentThread().isInterrupted()) {
                List<Delivery<T>> deliveries = reader.read(count, PATIENCE);
                if (!deliveries.isEmpty()) {
                    handler.handle(deliveries);
                    reader.acknowledge(deliveries);
                }
            }
        }
    }

    /// A reader of these streams within a group.
    /// @param consumer who it is within the group: the same name after a restart goes on with what it had taken
    public <T> StreamReader<T> reader(String group, String consumer, Collection<String> streams, Class<T> type) {
        return new StreamReader<>(redis, log, new StreamReader.Membership(group, consumer, false), streams, type);
    }

    /// As [#reader], of streams that no other group reads: what is dealt with leaves them.
    public <T> StreamReader<T> soleReader(String group, String consumer, Collection<String> streams, Class<T> type) {
        return new StreamReader<>(redis, log, new StreamReader.Membership(group, consumer, true), streams, type);
    }

    /// Lets a follower wait for as long as nobody is interested.
    public interface Gate {
        /// Returns when somebody is interested: true if nobody was when it was asked.
        boolean pass() throws InterruptedException;
    }

    /// Hands on every message that arrives while the gate is open, with no group; until the thread is interrupted. What arrives
    /// while it is shut is left out.
    /// @throws StoreUnavailable when Redis does not answer
    public <T> void follow(String stream, Class<T> type, Gate gate, Consumer<T> listener) throws InterruptedException {
        try (Jedis jedis = redis.open()) {
            StreamEntryID last = StreamEntryID.XREAD_NEW_ENTRY;
            while (true) {
                last = gate.pass() ? StreamEntryID.XREAD_NEW_ENTRY : last;
                for (StreamEntry entry : next(jedis, stream, last)) {
                    last = entry.getID();
                    String body = entry.getFields().get(BODY);
                    if (body != null) {
                        listener.accept(Json.read(type, body));
                    }
                }
            }
        } catch (JedisConnectionException failure) {
            throw new StoreUnavailable("redis", failure);
        }
    }

    private static List<StreamEntry> next(Jedis jedis, String stream, StreamEntryID last) {
        XReadParams parameters = XReadParams.xReadParams().count(500).block((int) PATIENCE.toMillis());
        var answer = jedis.xread(parameters, Map.of(stream, last));
        return answer == null || answer.isEmpty() ? List.of() : answer.getFirst().getValue();
    }

    static XAddParams trimmed() {
        return XAddParams.xAddParams().maxLen(KEPT).approximateTrimming();
    }

    static Map<String, String> fields(String body, @Nullable String traceparent) {
        return traceparent == null ? Map.of(BODY, body) : Map.of(BODY, body, TRACEPARENT, traceparent);
    }
}
