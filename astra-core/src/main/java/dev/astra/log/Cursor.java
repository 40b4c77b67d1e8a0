package dev.astra.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Goes through the logs of one or more services in the order of capture. Holds a small part of each in memory, whatever the length of
/// lines. For one thread at a time; an interrupt of it may close the cursor.
public final class Cursor implements LogEntries {
    private static final int SMALLEST_WINDOW = 4 << 10;
    private static final int LARGEST_WINDOW = 64 << 10;
    private static final int ALL_WINDOWS = 8 << 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final LogStore store;
    private final LogQuery query;
    private final Set<ServiceFolder> known = new HashSet<>();
    private final List<ServiceReader> idle = new ArrayList<>();
    private final PriorityQueue<ServiceReader> ready = new PriorityQueue<>(
            Comparator.comparingLong(ServiceReader::micros));
    private @Nullable ServiceReader current;
    private boolean midLine;
    private long heard = -1;

    Cursor(LogStore store, LogQuery query) throws IOException {
        this.store = store;
        this.query = query;
        query.services().forEach(store::folder);
        addServices(query);
    }

    @Override
    public @Nullable LogEntry next() throws IOException {
        while (true) {
            ServiceReader reader = current;
            LogEntry entry = reader == null ? null : reader.next();
            if (entry != null) {
                midLine = entry instanceof LogLine line && line.ending() == LogLine.Ending.CONTINUED;
                return entry;
            }
            if (reader != null && !(midLine && reader.prepare())) {
                current = null;
                queue(reader);
            }
            if (current == null) {
                look();
                current = ready.poll();
            }
            if (current == null) {
                return settled();
            }
        }
    }

    @Override
    public boolean isEnded() {
        return !query.following() && current == null && ready.isEmpty()
                && idle.stream().allMatch(ServiceReader::isEnded);
    }

    @Override
    public boolean await(Duration most) throws IOException, InterruptedException {
        if (!query.following()) {
            return true;
        }
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            long settles = untilSettled();
            if (settles <= 0) {
                return true;
            }
            long wait = Math.min(Math.min(left, settles),
                    store.isWritten() ? Long.MAX_VALUE : BETWEEN_LOOKS.toNanos());
            if (left <= 0) {
                return false;
            }
            if (store.bell().await(heard, wait)) {
                return true;
            }
            if (!store.isWritten()) {
                store.list();
            }
        }
    }

    /// Lets a thread that [waits][#await(Duration)] look again. For any thread.
    public void wake() {
        store.bell().ring();
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
        for (ServiceReader each : ready) {
            each.close();
        }
        for (ServiceReader each : idle) {
            each.close();
        }
    }

    private void queue(ServiceReader reader) throws IOException {
        if (reader.prepare()) {
            ready.add(reader);
        } else {
            idle.add(reader);
        }
    }

    /// Looks at all that had nothing.
    private void look() throws IOException {
        long rings = store.bell().rings();
        if (rings == heard) {
            return;
        }
        heard = rings;
        if (query.following()) {
            // of a service that came later everything is new
            addServices(query.fromTheBeginning());
        }
        for (int i = idle.size() - 1; i >= 0; i--) {
            ServiceReader reader = idle.get(i);
            if (reader.hasNews() && reader.prepare()) {
                idle.remove(i);
                ready.add(reader);
            }
        }
    }

    private void addServices(LogQuery how) throws IOException {
        if (known.size() == store.folders().size()) {
            return;
        }
        for (ServiceFolder each : store.folders()) {
            boolean asked = query.services().isEmpty() || query.services().contains(each.service());
            if (known.add(each) && asked) {
                int window = Math.clamp(ALL_WINDOWS / (2L * store.folders().size()), SMALLEST_WINDOW, LARGEST_WINDOW);
                queue(new ServiceReader(each, how, window));
            }
        }
    }

    private @Nullable LogLine settled() {
        if (!(query.partials() instanceof LogQuery.Partials.WhenSettled(Duration quiet)) || !query.following()) {
            return null;
        }
        long latest = IndexFormat.micros(store.now().minus(quiet));
        for (ServiceReader each : idle) {
            LogLine line = each.partialSince() <= latest ? each.settled(latest) : null;
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    /// Nanoseconds.
    private long untilSettled() {
        if (!(query.partials() instanceof LogQuery.Partials.WhenSettled(Duration quiet))) {
            return Long.MAX_VALUE;
        }
        long since = idle.stream().mapToLong(ServiceReader::partialSince).min().orElse(Long.MAX_VALUE);
        if (since == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long now = IndexFormat.micros(store.now());
        return TimeUnit.MICROSECONDS.toNanos(since - now) + quiet.toNanos();
    }
}
