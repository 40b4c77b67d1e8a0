package dev.astra.services.llmrouter;

import dev.astra.services.kit.Redis;
import dev.astra.services.kit.StoreUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// How many tokens may be spent for one purpose in a minute and in a day (UTC), counted in Redis for all processes together. What
/// an answer may take at most is set aside before the question, and settled with what it took. When Redis was flushed it
/// begins again. Safe for use by many threads.
///
/// @param minute tokens a minute and purpose
/// @param day tokens a day and purpose
record Budget(Redis redis, InstantSource clock, int minute, int day) {
    private static final int MINUTE_SECONDS = 60;
    private static final int DAY_SECONDS = 24 * 60 * 60;

    /// Both are counted or neither: 1 when they were, 0 when one would be overdrawn.
    private static final String SET_ASIDE = """
            local tokens = tonumber(ARGV[1])
            for at = 1, 2 do
                if tonumber(redis.call('GET', KEYS[at]) or '0') + tokens > tonumber(ARGV[1 + at]) then return 0 end
            end
            for at = 1, 2 do
                redis.call('INCRBY', KEYS[at], tokens)
                redis.call('EXPIRE', KEYS[at], ARGV[3 + at])
            end
            return 1""";

    /// A count that has been forgotten meanwhile is not begun again.
    private static final String SETTLE = """
            for at = 1, 2 do
                if redis.call('EXISTS', KEYS[at]) == 1 then redis.call('INCRBY', KEYS[at], ARGV[1]) end
            end
            return 1""";

    /// Tokens set aside, in the minute and the day they were.
    record Share(List<String> keys, int tokens) {}

    /// Empty when there is not that much left.
    /// @throws StoreUnavailable when Redis does not answer
    Optional<Share> setAside(String purpose, int tokens) {
        Instant now = clock.instant();
        List<String> keys = List.of(
                "astra:budget:" + purpose + ":" + now.truncatedTo(ChronoUnit.MINUTES),
                "astra:budget:" + purpose + ":" + now.truncatedTo(ChronoUnit.DAYS));
        List<String> values = List.of(String.valueOf(tokens), String.valueOf(minute), String.valueOf(day),
                String.valueOf(MINUTE_SECONDS * 2), String.valueOf(DAY_SECONDS * 2));
        Object counted = redis.with(jedis -> jedis.eval(SET_ASIDE, keys, values));
        return counted.equals(1L) ? Optional.of(new Share(keys, tokens)) : Optional.empty();
    }

    /// @param spent what was taken of the share, or over it
    /// @throws StoreUnavailable when Redis does not answer; the share stays counted whole then
    void settle(Share share, int spent) {
        redis.with(jedis -> jedis.eval(SETTLE, share.keys(), List.of(String.valueOf(spent - share.tokens()))));
    }
}
