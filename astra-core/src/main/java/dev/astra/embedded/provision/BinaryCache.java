package dev.astra.embedded.provision;

import dev.astra.launch.LaunchException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The folder of what was downloaded, shared by all stacks of a user. An entry is a folder that is either whole or absent:
/// it is filled under another name and then renamed. Safe for use by several threads and several processes at once.
public final class BinaryCache {
    /// File locks are held by a whole JVM, so its threads need one more.
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path folder;

    public BinaryCache(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /// The cache of whoever has this environment: `$XDG_CACHE_HOME/astra`, else `~/.cache/astra`.
    public static BinaryCache of(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        // a relative one is to be ignored: https://specifications.freedesktop.org/basedir-spec
        Path parent = base.startsWith("/")
                ? Path.of(base)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache");
        return new BinaryCache(parent.resolve("astra"));
    }

    /// Fills the empty folder of an entry.
    @FunctionalInterface
    public interface Filler {
        void fill(Path emptyFolder) throws IOException, LaunchException, InterruptedException;
    }

    /// Absolute; it need not exist.
    public Path folder() {
        return folder;
    }

    /// Whether the entry is there.
    public boolean has(String name) {
        return Files.isDirectory(folder.resolve(name));
    }

    /// The folder of an entry, filled first where it is absent. Whoever comes second waits for the first.
    public Path provide(String name, Filler filler) throws IOException, LaunchException, InterruptedException {
        Path entry = folder.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        Files.createDirectories(folder);
        ReentrantLock lock = LOCKS.computeIfAbsent(entry, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try (FileChannel file = FileChannel.open(folder.resolve(name + ".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); var _ = file.lock()) {
            if (!Files.isDirectory(entry)) {
                fill(entry, filler);
            }
            return entry;
        } catch (FileLockInterruptionException _) {
            throw new InterruptedException("waiting for " + entry);
        } finally {
            lock.unlock();
        }
    }

    private void fill(Path entry, Filler filler) throws IOException, LaunchException, InterruptedException {
        Path unfinished = folder.resolve("." + entry.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        Files.createDirectory(unfinished);
        try {
            filler.fill(unfinished);
            force(unfinished);
            Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(unfinished);
        }
    }

    /// After a power cut a renamed folder must not hold empty files.
    private static void force(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path)).toList();
        }
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
