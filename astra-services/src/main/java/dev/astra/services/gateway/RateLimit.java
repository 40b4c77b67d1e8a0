package dev.astra.services.gateway;

import dev.astra.services.kit.Log;
import dev.astra.services.kit.Redis;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.StoreUnavailable;
import java.time.Instant;

/// So many requests a minute, counted in Redis for all gateways together; when Redis does not answer, nobody is turned away.
record RateLimit(Redis redis, int perMinute, Log log) {
    private static final int SECONDS = 60;

    /// Counts a request.
    /// @throws Refusal 429 when there were too many this minute
    void count(String who) {
        long now = Instant.now().getEpochSecond();
        if (counted("astra:rate:" + who + ":" + now / SECONDS) > perMinute) {
            throw Refusal.tooMany("more than " + perMinute + " requests in this minute",
                    (int) (SECONDS - now % SECONDS));
        }
    }

    private long counted(String key) {
        try {
            return redis.with(jedis -> {
                long count = jedis.incr(key);
                if (count == 1) {
                    jedis.expire(key, 2 * SECONDS);
                }
                return count;
            });
        } catch (StoreUnavailable unavailable) {
            log.warn("requests are not counted for now", "reason", unavailable);
            return 0;
        }
    }
}
