package dev.astra.services.access;

import dev.astra.services.contract.Policy;
import dev.astra.services.kit.Cache;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Redis;
import dev.astra.services.kit.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Policies by role: in this process for ten seconds, then in Memcached, then in Postgres. A change is told to all processes
/// over Redis; one that misses it is wrong for ten seconds at most. Safe for use by many threads.
final class Policies {
    private static final String CHANNEL = "astra:policies:changed";
    private static final long KEPT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int CACHED_SECONDS = 10;

    private record Known(Policy policy, long since) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Database database;
    private final Cache cache;
    private final Redis redis;

    Policies(Database database, Cache cache, Redis redis) {
        this.database = database;
        this.cache = cache;
        this.redis = redis;
    }

    /// What a role may do; empty when there is no such role.
    Optional<Policy> of(String role) {
        Known here = known.get(role);
        if (here != null && System.nanoTime() - here.since() < KEPT_NANOS) {
            return Optional.of(here.policy());
        }
        Optional<Policy> found = cache.get(key(role)).map(text -> Json.read(Policy.class, text)).or(() -> load(role));
        found.ifPresent(policy -> known.put(role, new Known(policy, System.nanoTime())));
        return found;
    }

    private Optional<Policy> load(String role) {
        Optional<Policy> stored = database.first(
                "SELECT * FROM policy WHERE role = ?",
                row -> new Policy(row.getString("role"), Session.texts(row, "actions")),
                role);
        stored.ifPresent(policy -> cache.put(key(role), CACHED_SECONDS, Json.write(policy)));
        return stored;
    }

    void change(Policy policy) {
        database.update(
                "INSERT INTO policy (role, actions) VALUES (?, ?) ON CONFLICT (role) DO UPDATE SET actions = excluded.actions, changed_at = now()",
                policy.role(),
                policy.actions());
        cache.remove(key(policy.role()));
        known.remove(policy.role());
        redis.announce(CHANNEL, policy.role());
    }

    /// Forgets what others have changed, until the thread is interrupted.
    void followChanges() throws InterruptedException {
        known.clear();
        redis.listen(CHANNEL, known::remove);
    }

    private static String key(String role) {
        return "policy:" + role.replace(' ', '_');
    }
}
