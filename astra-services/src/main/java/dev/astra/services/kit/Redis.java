package dev.astra.services.kit;

import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Function;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/// Redis. What is in it can be lost at any time and is rebuilt from Postgres. Safe for use by many threads.
///
/// Plain [Jedis] connections in a small pool: Jedis' own pooled client costs 13 MB more in each process.
public final class Redis implements Store {
    private static final int SIZE = 8;
    private static final int TIMEOUT_MILLIS = 2_000;

    private final URI url;
    private final Pool<Jedis> pool;

    /// Opens nothing yet.
    public Redis(Settings settings) {
        url = URI.create(settings.text("REDIS_URL", "redis://127.0.0.1:6379"));
        pool = new Pool<>(new Connections(), SIZE);
    }

    /// Asks Redis something.
    /// @throws StoreUnavailable when it does not answer
    public <T> T with(Function<Jedis, T> work) {
        Jedis connection;
        try {
            connection = pool.borrow();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(name(), interrupted);
        } catch (Exception failure) {
            throw new StoreUnavailable(name(), failure);
        }
        boolean sound = false;
        try {
            T result = work.apply(connection);
            sound = true;
            return result;
        } catch (JedisConnectionException failure) {
            throw new StoreUnavailable(name(), failure);
        } catch (JedisException refused) {
            sound = !connection.isBroken();
            throw isUnavailable(refused) ? new StoreUnavailable(name(), refused) : refused;
        } finally {
            if (sound) {
                pool.giveBack(connection);
            } else {
                pool.discard(connection);
            }
        }
    }

    /// Whether it says that it cannot answer for now: it reads its data after a start, say.
    static boolean isUnavailable(JedisException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.startsWith("LOADING") || message.startsWith("BUSY ") || message.startsWith("MASTERDOWN")
                || message.startsWith("READONLY");
    }

    /// Tells whoever listens on the channel now; nobody else will ever know.
    public void announce(String channel, String message) {
        with(jedis -> jedis.publish(channel, message));
    }

    /// Hands on what is announced, until the thread is interrupted or the connection is lost.
    /// @throws StoreUnavailable when it is lost
    public void listen(String channel, Consumer<String> listener) throws InterruptedException {
        Jedis connection = openOrFail();
        Thread reading = Thread.ofVirtual().unstarted(() -> {
            try {
                connection.subscribe(new JedisPubSub() {
                    @Override
                    public void onMessage(String from, String message) {
                        listener.accept(message);
                    }
                }, channel);
            } catch (JedisException _) {
                // closed below, or lost
            }
        });
        reading.start();
        try {
            reading.join();
        } finally {
            connection.close();
        }
        throw new StoreUnavailable(name(), new IllegalStateException("the connection was lost"));
    }

    private Jedis openOrFail() {
        try {
            return open();
        } catch (JedisConnectionException failure) {
            throw new StoreUnavailable(name(), failure);
        }
    }

    /// A connection of one's own, for blocking reads; the caller closes it.
    Jedis open() {
        int port = url.getPort() == -1 ? 6379 : url.getPort();
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder().timeoutMillis(TIMEOUT_MILLIS);
        String login = url.getUserInfo();
        if (login != null) {
            int colon = login.indexOf(':');
            config.password(login.substring(colon + 1));
            if (colon > 0) {
                config.user(login.substring(0, colon));
            }
        }
        Jedis jedis = new Jedis(new HostAndPort(url.getHost(), port), config.build());
        jedis.connect();
        return jedis;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void check() {
        with(Jedis::ping);
    }

    @Override
    public boolean required() {
        return true;
    }

    @Override
    public void close() {
        pool.close();
    }

    private final class Connections implements Pool.Kind<Jedis> {
        @Override
        public Jedis open() {
            return Redis.this.open();
        }

        @Override
        public boolean works(Jedis connection) {
            try {
                return "PONG".equals(connection.ping());
            } catch (JedisException _) {
                return false;
            }
        }

        @Override
        public void close(Jedis connection) {
            try {
                connection.close();
            } catch (JedisException _) {
                // it is gone either way
            }
        }
    }
}
