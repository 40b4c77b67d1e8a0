package dev.astra.services.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/// Reads streams as one consumer of a group. What this consumer had taken before it was restarted comes first, then what
/// is new; now and then it takes over what others have left lying. The group is made where it is missing, which is so at the
/// first start and after Redis was flushed. For use by one thread, but [#acknowledge] by any.
public final class StreamReader<T> implements AutoCloseable {
    private static final long ABANDONED_MILLIS = 15_000;
    private static final long CLAIM_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    /// Who reads.
    ///
    /// @param group those who share the work
    /// @param consumer who it is among them; the same name after a restart goes on with what it had taken
    /// @param sole whether no other group reads these streams, so that what is dealt with leaves them
    record Membership(String group, String consumer, boolean sole) {}

    private final Redis redis;
    private final String group;
    private final String consumer;
    private final Map<String, StreamEntryID> positions = new HashMap<>();
    private final Class<T> type;
    private final boolean sole;
    private final Log log;
    private volatile @Nullable Jedis connection;
    private long claimedAt = System.nanoTime();

    StreamReader(Redis redis, Log log, Membership membership, Collection<String> streams, Class<T> type) {
        this.redis = redis;
        this.log = log;
        group = membership.group();
        consumer = membership.consumer();
        sole = membership.sole();
        this.type = type;
        streams.forEach(stream -> positions.put(stream, new StreamEntryID()));
    }

    /// Up to so many messages a stream, waiting for the first until the patience is over; empty then.
    /// @throws StoreUnavailable when Redis does not answer
    public List<Delivery<T>> read(int count, Duration patience) {
        try {
            return receive(count, patience);
        } catch (JedisDataException refused) {
            if (!isWithoutGroup(refused)) {
                close();
                throw Redis.isUnavailable(refused) ? new StoreUnavailable("redis", refused) : refused;
            }
            positions.keySet().forEach(this::createGroup);
            return List.of();
        } catch (JedisConnectionException failure) {
            close();
            throw new StoreUnavailable("redis", failure);
        }
    }

    /// Redis from 7 on says UNBLOCKED to who waits for a stream that is removed.
    private static boolean isWithoutGroup(JedisDataException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.startsWith("NOGROUP") || message.startsWith("UNBLOCKED");
    }

    private List<Delivery<T>> receive(int count, Duration patience) {
        List<Delivery<T>> deliveries = new ArrayList<>(claim(count));
        if (!deliveries.isEmpty()) {
            return deliveries;
        }
        XReadGroupParams parameters = XReadGroupParams.xReadGroupParams().count(count).block((int) patience.toMillis());
        List<Map.Entry<String, List<StreamEntry>>> answer = connected().xreadGroup(group, consumer, parameters,
                positions);
        for (Map.Entry<String, List<StreamEntry>> stream : answer == null
                ? List.<Map.Entry<String, List<StreamEntry>>>of()
                : answer) {
            List<StreamEntry> entries = stream.getValue();
            if (!isNew(stream.getKey())) {
                positions.put(stream.getKey(),
                        entries.isEmpty() ? StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY : entries.getLast().getID());
            }
            add(stream.getKey(), entries, deliveries);
        }
        return deliveries;
    }

    private boolean isNew(String stream) {
        return StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY.equals(positions.get(stream));
    }

    private List<Delivery<T>> claim(int count) {
        if (System.nanoTime() - claimedAt < CLAIM_EVERY_NANOS) {
            return List.of();
        }
        claimedAt = System.nanoTime();
        List<Delivery<T>> deliveries = new ArrayList<>();
        for (String stream : positions.keySet()) {
            add(stream,
                    connected()
                            .xautoclaim(stream, group, consumer, ABANDONED_MILLIS, new StreamEntryID(),
                                    XAutoClaimParams.xAutoClaimParams().count(count))
                            .getValue(),
                    deliveries);
        }
        return deliveries;
    }

    private void add(String stream, List<StreamEntry> entries, List<Delivery<T>> deliveries) {
        for (StreamEntry entry : entries) {
            Map<String, String> fields = entry.getFields();
            String body = fields == null ? null : fields.get(Streams.BODY);
            if (body == null) {
                acknowledge(stream, List.of(entry.getID()));
                continue;
            }
            Trace trace = Trace.follow(fields.get(Streams.TRACEPARENT));
            try {
                deliveries.add(new Delivery<>(stream, entry.getID(), Json.read(type, body), trace));
            } catch (Refusal refusal) {
                trace.call(() -> leaveOut(stream, entry.getID(), body, refusal));
            }
        }
    }

    /// A message that cannot be read must not hold up those behind it; what it was to say is found again in Postgres.
    private StreamEntryID leaveOut(String stream, StreamEntryID id, String body, Refusal refusal) {
        log.error("a message cannot be read and is left out", "stream", stream, "id", id, "body", body, "reason",
                refusal);
        acknowledge(stream, List.of(id));
        return id;
    }

    private void createGroup(String stream) {
        positions.put(stream, new StreamEntryID());
        try {
            connected().xgroupCreate(stream, group, new StreamEntryID(0, 0), true);
        } catch (JedisDataException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith("BUSYGROUP")) {
                throw refused;
            }
        }
    }

    /// These are dealt with: their effects are stored.
    public void acknowledge(List<Delivery<T>> deliveries) {
        Map<String, List<StreamEntryID>> streams = new HashMap<>();
        deliveries.forEach(each -> streams.computeIfAbsent(each.stream(), _ -> new ArrayList<>()).add(each.id()));
        streams.forEach((stream, ids) -> acknowledge(stream, ids));
    }

    private void acknowledge(String stream, List<StreamEntryID> ids) {
        StreamEntryID[] all = ids.toArray(StreamEntryID[]::new);
        redis.with(jedis -> {
            var pipeline = jedis.pipelined();
            pipeline.xack(stream, group, all);
            if (sole) {
                pipeline.xdel(stream, all);
            }
            pipeline.sync();
            return all.length;
        });
    }

    private Jedis connected() {
        Jedis open = connection;
        if (open == null) {
            open = redis.open();
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        Jedis open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (JedisException _) {
                // it is gone either way
            }
        }
    }
}
