package dev.astra.process;

import dev.astra.process.posix.InputBuffer;
import dev.astra.process.posix.Poller;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.ProcessDescriptor;
import java.io.Closeable;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The one thread that reads what all services write and learns of all exits. Nothing that it calls may wait for anything but a
/// disk. Its methods are for any thread.
final class Drain implements Closeable {
    private static final int BUFFER = 256 << 10;
    private static final int CHORE_MILLIS = 2_000;

    private final Poller poller = new Poller();
    private final Map<Long, Watch> watches = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();
    private final Queue<Consumer<InputBuffer>> errands = new ConcurrentLinkedQueue<>();
    private final Runnable chore;
    private final Thread thread;
    private volatile boolean closed;

    /// @param chore called now and then, every two seconds at least
    Drain(Runnable chore) throws PosixException {
        this.chore = chore;
        thread = Thread.ofPlatform().daemon().name("drain").start(this::run);
    }

    /// @return a number to [drop][#drop(long)] it by
    long add(Watch watch) throws PosixException {
        long token = tokens.incrementAndGet();
        watches.put(token, watch);
        try {
            poller.add(watch.descriptor(), token);
        } catch (PosixException failed) {
            watches.remove(token);
            throw failed;
        }
        return token;
    }

    /// Stops watching and closes the descriptor. Only from the drain's thread; nothing happens the second time.
    void drop(long token) {
        Watch watch = watches.remove(token);
        if (watch != null) {
            poller.remove(watch.descriptor());
            watch.descriptor().close();
        }
    }

    /// Has something done by the drain's thread, soon.
    void errand(Consumer<InputBuffer> errand) {
        errands.add(errand);
        poller.wake();
    }

    /// Completes, on a thread of its own, when the process has ended; the descriptor is closed then.
    CompletableFuture<Void> exit(ProcessDescriptor process) throws PosixException {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        add(new ExitWatch(process, _ -> Thread.startVirtualThread(() -> ended.complete(null))));
        return ended;
    }

    @Override
    public void close() {
        closed = true;
        poller.wake();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return; // the thread is a daemon and ends by itself
        }
        watches.values().forEach(each -> each.descriptor().close());
        poller.close();
    }

    private void run() {
        InputBuffer buffer = new InputBuffer(BUFFER);
        long lastChore = System.nanoTime();
        while (!closed) {
            int ready = poller.await(CHORE_MILLIS);
            for (int index = 0; index < ready; index++) {
                handle(poller.token(index), buffer);
            }
            for (Consumer<InputBuffer> errand = errands.poll(); errand != null; errand = errands.poll()) {
                errand.accept(buffer);
            }
            if (System.nanoTime() - lastChore > CHORE_MILLIS * 1_000_000L) {
                chore.run();
                lastChore = System.nanoTime();
            }
        }
    }

    private void handle(long token, InputBuffer buffer) {
        Watch watch = watches.get(token);
        if (watch != null && !watch.ready(buffer)) {
            drop(token);
        }
    }
}
