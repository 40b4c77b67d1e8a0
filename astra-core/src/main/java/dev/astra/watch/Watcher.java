package dev.astra.watch;

import dev.astra.model.Watch;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tells when a finished build has changed what services run: once a build, whatever it does to its files on the way, and not for one
/// that leaves all contents as they were. What is there when a service is first watched counts as what it runs.
///
/// Safe for use by several threads. One thread of its own does all the work, and sleeps while nothing happens; it calls both listeners,
/// which must return at once.
public final class Watcher implements AutoCloseable {
    /// A thread that wakes later than this was not let run, because the machine was suspended or overloaded.
    private static final long STALL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(25);

    private final Consumer<Settled> listener;
    private final Consumer<String> notices;
    private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final Map<List<String>, OutputGroup> groups = new LinkedHashMap<>();
    private final Queue<OutputGroup> unread = new ArrayDeque<>();
    private final Fingerprints fingerprints = new Fingerprints();
    private final Thread thread;
    private volatile FileEvents events;
    private boolean closed;
    private boolean closing;

    /// @param listener is told of each finished build
    /// @param notices is told, in words for a person, when the system has no room for more watches and files are looked at from time to time
    /// instead
    public Watcher(Consumer<Settled> listener, Consumer<String> notices) {
        this(listener, notices, systemEvents(notices));
    }

    Watcher(Consumer<Settled> listener, Consumer<String> notices, FileEvents events) {
        this.listener = listener;
        this.notices = notices;
        this.events = events;
        thread = Thread.ofPlatform().name("astra-watch").daemon().start(this::run);
    }

    private static FileEvents systemEvents(Consumer<String> notices) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return new PollingEvents();
        }
        try {
            return new InotifyEvents();
        } catch (WatchLimitException limit) {
            notices.accept(limit.getMessage() + "; files are looked at every half second instead");
            return new PollingEvents();
        }
    }

    /// Watches for a service; nothing changes when it is watched with the same patterns already. Whatever happens to the files once this has returned
    /// is noticed.
    public void watch(String service, Watch watch) {
        request(() -> add(service, watch.patterns())).join();
    }

    /// Watches no more for a service. A build that is just being reported may still be.
    public void unwatch(String service) {
        request(() -> remove(service, List.of())).join();
    }

    private synchronized CompletableFuture<Void> request(Runnable work) {
        if (closed) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        requests.add(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
        events.wake();
        return done;
    }

    private void add(String service, List<String> patterns) {
        remove(service, patterns);
        if (patterns.isEmpty()) {
            return;
        }
        OutputGroup group = groups.get(patterns);
        if (group == null) {
            group = new OutputGroup(patterns, fingerprints);
            groups.put(patterns, group);
            unread.add(group);
            listen();
        }
        group.services().add(service);
    }

    private void remove(String service, List<String> kept) {
        boolean removed = groups.entrySet().removeIf(each -> {
            OutputGroup group = each.getValue();
            return !each.getKey().equals(kept) && group.services().remove(service) && group.services().isEmpty();
        });
        if (removed) {
            listen();
        }
    }

    private void run() {
        try {
            watchUntilClosed();
        } finally {
            end();
        }
    }

    /// Nobody waits for an answer of a thread that is no more.
    private synchronized void end() {
        closed = true;
        for (Runnable each = requests.poll(); each != null; each = requests.poll()) {
            each.run();
        }
    }

    private void watchUntilClosed() {
        while (!isClosed()) {
            pump(unread.isEmpty() ? untilDue() : 0);
            for (Runnable each = requests.poll(); each != null; each = requests.poll()) {
                each.run();
            }
            OutputGroup fresh = unread.poll();
            if (fresh != null) {
                fresh.readBaseline();
            }
            for (OutputGroup each : List.copyOf(groups.values())) {
                look(each);
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// Milliseconds, rounded up; -1: nothing is due.
    private long untilDue() {
        long soonest = Long.MAX_VALUE;
        long now = System.nanoTime();
        for (OutputGroup each : groups.values()) {
            Long due = each.due();
            if (due != null) {
                soonest = Math.min(soonest, Math.max(due - now, 0));
                soonest = each.isTiming() ? Math.min(soonest, TICK) : soonest;
            }
        }
        return soonest == Long.MAX_VALUE ? -1 : TimeUnit.NANOSECONDS.toMillis(soonest + 999_999);
    }

    private void pump(long millis) {
        long latest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        List<FileEvent> news = events.next(millis);
        long now = System.nanoTime();
        if (millis >= 0 && now - latest > STALL) {
            long stall = now - latest;
            groups.values().forEach(group -> group.stalled(stall));
        }
        boolean moved = false;
        for (OutputGroup group : groups.values()) {
            boolean turned = false;
            for (FileEvent each : news) {
                turned |= group.note(each, now);
            }
            if (turned) {
                group.resurvey();
                moved = true;
            }
        }
        if (moved) {
            listen();
        }
    }

    private void look(OutputGroup group) {
        Long due = group.due();
        long now = System.nanoTime();
        if (due == null || due - now > 0) {
            return;
        }
        Map<Path, Spot> before = group.spots();
        Verdict verdict = group.look(now, events.delay());
        if (!group.spots().equals(before)) {
            listen();
        }
        switch (verdict) {
            case Verdict.LookAgain _,Verdict.Hold _ -> {
            }
            case Verdict.Same _ -> group.settle(now);
            case Verdict.Changed changed -> report(group, changed);
        }
    }

    /// What came in while the files were read comes first: it may be about them.
    private void report(OutputGroup group, Verdict.Changed changed) {
        pump(0);
        if (group.due() != null) {
            return;
        }
        group.settle(System.nanoTime());
        List<Path> files = changed.files();
        listener.accept(new Settled(group.services(), files.getFirst(),
                files.subList(0, Math.min(files.size(), Settled.LISTED)), changed.made()));
    }

    private void listen() {
        Map<Path, Spot> spots = new HashMap<>();
        groups.values().forEach(group -> group.spots().forEach((path, spot) -> spots.merge(path, spot, Spot::or)));
        try {
            events.observe(spots);
        } catch (WatchLimitException limit) {
            notices.accept(limit.getMessage() + "; files are looked at every half second instead");
            replaceEvents(new PollingEvents(), spots);
        }
    }

    private synchronized void replaceEvents(PollingEvents polling, Map<Path, Spot> spots) {
        events.close();
        polling.observe(spots);
        events = polling;
    }

    /// Returns once the last listener has. Called by a listener it would wait for itself.
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            if (!closed) {
                closed = true;
                events.wake();
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            interrupted |= !joined();
        }
        events.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean joined() {
        try {
            thread.join();
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
