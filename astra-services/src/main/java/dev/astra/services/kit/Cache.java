package dev.astra.services.kit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.exception.MemcachedException;
import org.jspecify.annotations.Nullable;

/// Memcached, which may vanish at any time: then nothing is found, nothing is kept, and only speed is lost. After a failure it
/// is left alone for a second. Safe for use by many threads. Keys: up to 250 bytes, no spaces.
public final class Cache implements Store {
    private static final long TIMEOUT_MILLIS = 200;
    private static final int CONNECT_MILLIS = 500;
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String address;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable MemcachedClient client;
    private volatile long restingUntil = System.nanoTime();

    Cache(Settings settings) {
        address = settings.text("MEMCACHED_ADDRESS", "127.0.0.1:11211");
    }

    private interface Question<T> {
        @Nullable
        T ask(MemcachedClient client) throws TimeoutException, InterruptedException, MemcachedException;
    }

    /// What was put there, if it still is.
    public Optional<String> get(String key) {
        return Optional.ofNullable(ask(open -> open.<String>get(key)));
    }

    /// Keeps a value for so many seconds, 1 to 2,592,000.
    public void put(String key, int seconds, String value) {
        ask(open -> open.set(key, seconds, value));
    }

    /// Forgets a value.
    public void remove(String key) {
        ask(open -> open.delete(key));
    }

    private <T> @Nullable T ask(Question<T> question) {
        if (System.nanoTime() - restingUntil < 0) {
            return null;
        }
        try {
            return question.ask(opened());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception _) {
            restingUntil = System.nanoTime() + REST_NANOS;
        }
        return null;
    }

    private MemcachedClient opened() throws IOException {
        MemcachedClient open = client;
        if (open != null) {
            return open;
        }
        opening.lock();
        try {
            open = client;
            if (open == null) {
                XMemcachedClientBuilder builder = new XMemcachedClientBuilder(address);
                builder.setConnectTimeout(CONNECT_MILLIS);
                builder.setOpTimeout(TIMEOUT_MILLIS);
                builder.setSelectorPoolSize(1);
                open = builder.build();
                open.setEnableHeartBeat(false);
                client = open;
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    @Override
    public String name() {
        return "memcached";
    }

    /// Asks for the version on a connection of its own: the client takes long to make, and not every service soon needs it.
    @Override
    public void check() throws IOException {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.connect(new InetSocketAddress(address.substring(0, colon),
                    Integer.parseInt(address.substring(colon + 1))), CONNECT_MILLIS);
            socket.getOutputStream().write("version\r\n".getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() != 'V') {
                throw new IOException(address + " does not speak Memcached's protocol");
            }
        }
    }

    @Override
    public boolean required() {
        return false;
    }

    @Override
    public void close() {
        MemcachedClient open = client;
        if (open != null) {
            try {
                open.shutdown();
            } catch (IOException _) {
                // it is gone either way
            }
        }
    }
}
