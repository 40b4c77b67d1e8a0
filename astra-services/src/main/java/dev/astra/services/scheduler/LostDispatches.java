package dev.astra.services.scheduler;

import dev.astra.services.contract.Done;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskMoves;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Redis;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import redis.clients.jedis.params.SetParams;

/// Finds out that Redis has lost what was dispatched, and has it dispatched again. A key says that Redis still has everything: it is
/// gone after a flush, and set again only once task-service has dispatched anew, so that it never says so too early, whoever
/// is killed between. For use by one thread.
final class LostDispatches {
    private static final String WHOLE = "astra:whole";
    private static final String YES = "yes";
    private static final int STUCK_SECONDS = 15;
    private static final long LOOK_NANOS = Duration.ofSeconds(STUCK_SECONDS).toNanos();

    private final Peer tasks;
    private final Redis redis;
    private final Log log;
    private long looked = System.nanoTime();

    LostDispatches(Peer tasks, Redis redis, Log log) {
        this.tasks = tasks;
        this.redis = redis;
        this.log = log;
    }

    /// Looks at the key each time, and now and then for tasks that are queued while every stream is empty.
    void find() {
        String said = redis.with(jedis -> jedis.get(WHOLE));
        if (!YES.equals(said)) {
            recover(said == null ? begin() : said);
        } else if (System.nanoTime() - looked > LOOK_NANOS) {
            looked = System.nanoTime();
            findStuck();
        }
    }

    /// The name of this recovery, or of one that somebody else has begun.
    private String begin() {
        String name = UUID.randomUUID().toString();
        redis.with(jedis -> jedis.set(WHOLE, name, SetParams.setParams().nx()));
        return name;
    }

    private void recover(String name) {
        int dispatched = tasks.post("/redispatch", new TaskMoves(List.of()), Done.class).changed();
        // unless it was flushed once more meanwhile
        redis.with(jedis -> jedis.eval(
                "if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('set', KEYS[1], ARGV[2]) end", List.of(WHOLE),
                List.of(name, YES)));
        log.info("Redis was empty", "dispatched again", dispatched);
    }

    /// A message may get lost alone, too: the last moment before Redis was killed, or one that no worker could read.
    private void findStuck() {
        long waiting = redis.with(jedis -> Stream.of(TaskKind.values())
                .flatMap(kind -> StreamNames.tasks(kind).stream())
                .mapToLong(jedis::xlen)
                .sum());
        if (waiting == 0) {
            int dispatched = tasks
                    .post("/redispatch?queuedFor=" + STUCK_SECONDS, new TaskMoves(List.of()), Done.class)
                    .changed();
            if (dispatched > 0) {
                log.warn("tasks were queued and on no stream", "dispatched again", dispatched);
            }
        }
    }
}
