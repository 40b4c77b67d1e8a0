package dev.astra.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// All that services have written, on disk. One process writes at a time ([#open(Path, LogLimits)]; who it is, is settled elsewhere);
/// any number read, also while it writes. Safe for use by several threads.
///
/// The format is described in docs/log-store.md.
public final class LogStore implements Closeable {
    private final Path path;
    private final InstantSource clock;
    private final @Nullable LogLimits limits;
    private final ConcurrentMap<String, ServiceFolder> folders = new ConcurrentHashMap<>();
    private final Bell bell = new Bell();
    private final AtomicInteger writers = new AtomicInteger();
    private final Set<RunLog> open = ConcurrentHashMap.newKeySet();
    private final @Nullable Retention retention;

    private LogStore(Path path, InstantSource clock, @Nullable LogLimits limits) {
        this.path = path;
        this.clock = clock;
        this.limits = limits;
        this.retention = limits == null ? null : new Retention(folders.values(), limits);
    }

    /// The store of the one writing process. Repairs what a crash left.
    ///
    /// @param folder made when it is not there, for the user alone
    /// @throws IOException when the folder can neither be read nor made
    public static LogStore open(Path folder, LogLimits limits) throws IOException {
        return open(folder, limits, InstantSource.system());
    }

    static LogStore open(Path folder, LogLimits limits, InstantSource clock) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OpenFile.FOLDER_OURS_ALONE);
        }
        LogStore store = new LogStore(folder, clock, limits);
        store.list();
        for (ServiceFolder each : store.folders.values()) {
            Repair.lastSegment(each);
        }
        return store;
    }

    /// A store to read from, whoever writes it. A folder that is not there is an empty store.
    ///
    /// @throws IOException when the folder can't be read
    public static LogStore read(Path folder) throws IOException {
        LogStore store = new LogStore(folder, InstantSource.system(), null);
        store.list();
        return store;
    }

    /// Begins the log of a run, or goes on with it. Never fails because of the disk: see [RunLog].
    ///
    /// @param run from 1, higher than any before
    /// @throws IllegalArgumentException when no folder can have the service's name
    /// @throws IllegalStateException when this store is only for reading
    public RunLog begin(String service, int run) {
        if (limits == null) {
            throw new IllegalStateException("this store is only for reading");
        }
        if (run < 1) {
            throw new IllegalArgumentException("runs count from 1");
        }
        ServiceFolder folder = folder(service);
        folder.begin(run);
        writers.incrementAndGet();
        RunLog log = new RunLog(this, folder, run);
        open.add(log);
        return log;
    }

    /// The number of the service's last run, 0 when there was none.
    public int lastRun(String service) {
        ServiceFolder folder = folders.get(service);
        return folder == null ? 0 : folder.lastRun();
    }

    /// The runs of a service of which something is kept, in order.
    public List<Integer> runs(String service) {
        ServiceFolder folder = folders.get(service);
        return folder == null ? List.of() : folder.names().stream().map(SegmentName::run).distinct().toList();
    }

    /// The services of which something is kept, in alphabetical order.
    public SequencedSet<String> services() {
        SequencedSet<String> names = new TreeSet<>();
        for (ServiceFolder each : folders.values()) {
            if (!each.names().isEmpty()) {
                names.add(each.service());
            }
        }
        return names;
    }

    /// Bytes on disk.
    public long sizeOnDisk() {
        return folders.values().stream().mapToLong(ServiceFolder::sizeOnDisk).sum();
    }

    /// Reads what the query asks for.
    ///
    /// @throws IOException when the store can't be read
    public Cursor cursor(LogQuery query) throws IOException {
        if (!isWritten()) {
            list();
        }
        return new Cursor(this, query);
    }

    /// Ends the logs of all runs that are still open. Cursors stay usable.
    @Override
    public void close() {
        List.copyOf(open).forEach(RunLog::close);
        enforceLimits();
    }

    /// Removes at once what the limits do not allow.
    void enforceLimits() {
        if (retention != null) {
            retention.enforce();
        }
    }

    Instant now() {
        return clock.instant();
    }

    boolean isWritten() {
        return limits != null;
    }

    Bell bell() {
        return bell;
    }

    Collection<ServiceFolder> folders() {
        return folders.values();
    }

    ServiceFolder folder(String service) {
        return folders.computeIfAbsent(service, name -> new ServiceFolder(name, path.resolve(FolderName.of(name))));
    }

    long segmentLimit() {
        return limits == null ? Long.MAX_VALUE : limits.segment(writers.get());
    }

    void rang(ServiceFolder folder) {
        folder.changed();
        bell.ring();
    }

    void ended(ServiceFolder folder, RunLog log) {
        writers.decrementAndGet();
        open.remove(log);
        folder.end(log.run());
        bell.ring();
    }

    void retain(ServiceFolder grown) {
        if (retention != null) {
            retention.soon(grown);
        }
    }

    /// Learns what another process has written since.
    void list() throws IOException {
        try (DirectoryStream<Path> services = Files.newDirectoryStream(path)) {
            for (Path each : services) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    String service = FolderName.service(each.getFileName().toString());
                    folders.computeIfAbsent(service, name -> new ServiceFolder(name, each)).list();
                }
            }
        } catch (NoSuchFileException none) {
            return;
        }
        bell.ring();
    }
}
