package dev.astra.log;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Removes the oldest segments once there is more than the limits allow. Works on a thread of its own, so that no service waits for the
/// disk to forget. Safe for use by several threads.
final class Retention {
    private final Collection<ServiceFolder> folders;
    private final LogLimits limits;
    private final Queue<ServiceFolder> grown = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean due = new AtomicBoolean();

    Retention(Collection<ServiceFolder> folders, LogLimits limits) {
        this.folders = folders;
        this.limits = limits;
    }

    /// There is a new segment in the folder. The others need no look: they have not grown by one.
    void soon(ServiceFolder folder) {
        grown.add(folder);
        if (due.compareAndSet(false, true)) {
            Thread.ofVirtual().name("log-retention").start(this::enforceOnGrown);
        }
    }

    private synchronized void enforceOnGrown() {
        due.set(false);
        for (ServiceFolder each = grown.poll(); each != null; each = grown.poll()) {
            enforceOn(each);
        }
        enforceInAll();
    }

    synchronized void enforce() {
        folders.forEach(this::enforceOn);
        enforceInAll();
    }

    private void enforceInAll() {
        long size = 0;
        for (ServiceFolder each : folders) {
            size += each.sizeOnDisk();
        }
        while (size > limits.total()) {
            Optional<Oldest> oldest = folders.stream()
                    .flatMap(each -> oldest(each).stream())
                    .min(Comparator.comparingLong(Oldest::changed));
            if (oldest.isEmpty() || !remove(oldest.get().folder(), oldest.get().name())) {
                return;
            }
            size -= oldest.get().size();
        }
    }

    private void enforceOn(ServiceFolder folder) {
        long size = folder.sizeOnDisk();
        long runs = folder.names().stream().mapToInt(SegmentName::run).distinct().count();
        for (SegmentName each : folder.names()) {
            if (size <= limits.perService() && runs <= limits.runs() || !folder.isRemovable(each)) {
                return;
            }
            long segment = folder.segment(each).map(Segment::sizeOnDisk).orElse(0L);
            if (!remove(folder, each)) {
                return;
            }
            size -= segment;
            SegmentName next = folder.after(each);
            runs -= next == null || next.run() != each.run() ? 1 : 0;
        }
    }

    private static Optional<Oldest> oldest(ServiceFolder folder) {
        NavigableSet<SegmentName> names = folder.names();
        for (SegmentName first : names) {
            if (!folder.isRemovable(first)) {
                return Optional.empty();
            }
            long changed = folder.path().resolve(first.index()).toFile().lastModified();
            long size = folder.segment(first).map(Segment::sizeOnDisk).orElse(0L);
            return Optional.of(new Oldest(folder, first, changed, size));
        }
        return Optional.empty();
    }

    /// A file that can't be removed ends the attempt; the next one is made when the next segment begins.
    private static boolean remove(ServiceFolder folder, SegmentName name) {
        try {
            folder.remove(name);
            return true;
        } catch (IOException stays) {
            return false;
        }
    }

    private record Oldest(ServiceFolder folder, SegmentName name, long changed, long size) {}
}
