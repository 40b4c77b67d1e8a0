package dev.astra.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The segments of one service. Safe for use by several threads.
final class ServiceFolder {
    private final String service;
    private final Path path;
    private final ConcurrentSkipListMap<SegmentName, Segment> segments = new ConcurrentSkipListMap<>();
    private final Set<Integer> writing = ConcurrentHashMap.newKeySet();
    private final AtomicLong version = new AtomicLong();
    private volatile int lastRun;

    ServiceFolder(String service, Path path) {
        this.service = service;
        this.path = path;
    }

    String service() {
        return service;
    }

    Path path() {
        return path;
    }

    /// Grows with every change a reader may want to see.
    long version() {
        return version.get();
    }

    void changed() {
        version.incrementAndGet();
    }

    NavigableSet<SegmentName> names() {
        return segments.navigableKeySet();
    }

    Optional<Segment> segment(SegmentName name) {
        return Optional.ofNullable(segments.get(name));
    }

    @Nullable
    SegmentName after(SegmentName name) {
        return segments.higherKey(name);
    }

    /// Whether this process is writing a run of the service, so that nothing of it needs to be looked for beyond its index.
    boolean isWriting(int run) {
        return writing.contains(run);
    }

    /// The first of the runs that this process is writing; the largest number when there is none.
    int firstWritten() {
        return writing.stream().mapToInt(Integer::intValue).min().orElse(Integer.MAX_VALUE);
    }

    int lastRun() {
        return lastRun;
    }

    long sizeOnDisk() {
        long size = 0;
        for (Segment each : segments.values()) {
            size += each.sizeOnDisk();
        }
        return size;
    }

    void begin(int run) {
        writing.add(run);
        lastRun = Math.max(lastRun, run);
    }

    void end(int run) {
        writing.remove(run);
        changed();
    }

    SegmentName nextName(int run) {
        SegmentName last = segments.lowerKey(SegmentName.before(run + 1));
        return last == null || last.run() != run ? SegmentName.before(run).next() : last.next();
    }

    void add(Segment segment) {
        segments.put(segment.name(), segment);
    }

    void grown(SegmentName name, long size, long index) {
        Segment segment = segments.get(name);
        if (segment != null) {
            segment.grown(size, index);
        }
        changed();
    }

    /// Whether removing it takes nothing from whoever writes now, nor the number of the last run.
    boolean isRemovable(SegmentName name) {
        SegmentName next = segments.higherKey(name);
        return next != null && (!isWriting(name.run()) || next.run() == name.run());
    }

    void remove(SegmentName name) throws IOException {
        segments.remove(name);
        for (Kind each : Kind.values()) {
            Files.deleteIfExists(path.resolve(name.data(each)));
        }
        Files.deleteIfExists(path.resolve(name.index()));
    }

    /// The folder, made when it is not there.
    Path create() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path.getParent(), OpenFile.FOLDER_OURS_ALONE);
            Files.createDirectory(path, OpenFile.FOLDER_OURS_ALONE);
        }
        return path;
    }

    /// Learns from the disk which segments there are.
    void list() throws IOException {
        Map<SegmentName, long[]> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                SegmentName.of(file.getFileName().toString()).ifPresent(name -> count(file, name, found));
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return;
        }
        segments.keySet().retainAll(found.keySet());
        found.forEach((name, sizes) -> segments.merge(name, new Segment(name, sizes[0], sizes[1]), (known, now) -> {
            known.grown(now.sizeOnDisk(), now.indexEnd());
            return known;
        }));
        lastRun = segments.isEmpty() ? 0 : segments.lastKey().run();
        changed();
    }

    private static void count(Path file, SegmentName name, Map<SegmentName, long[]> found) {
        long size = file.toFile().length();
        long[] sizes = found.computeIfAbsent(name, _ -> new long[2]);
        sizes[0] += size;
        if (file.getFileName().toString().endsWith(SegmentName.INDEX)) {
            sizes[1] = size;
        }
    }
}
