package dev.astra.watch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatcherTest {
    @TempDir
    private Path folder;
    private Path file;
    private final BlockingQueue<Settled> settled = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> sizes = new LinkedBlockingQueue<>();
    private Watcher watcher = new Watcher(this::settled, notices::add);

    @BeforeEach
    void realFolder() throws IOException {
        folder = folder.toRealPath();
        file = folder.resolve("app");
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void renamedOver() throws Exception {
        Files.writeString(file, "one");
        watch("a", file);
        watch("b", file);

        replace(file, "one");
        replace(file, "two");

        assertThat(next()).isEqualTo(new Settled(Set.of("a", "b"), file, List.of(file), Set.of()));
        nothingMore();
    }

    @Test
    void writtenInPlaceAtOnce() throws Exception {
        Files.writeString(file, "one");
        watch("a", file);

        Files.writeString(file, "two");

        assertThat(next().cause()).isEqualTo(file);
        nothingMore();
    }

    @Test
    void removedAndWrittenPieceByPieceByOneWhoKeepsItOpen() throws Exception {
        pieces("rm app; { for i in 1 2 3 4 5 6 7 8 9 10; do printf 0123456789; sleep 0.02; done; } > app");
    }

    @Test
    void removedAndWrittenPieceByPieceByOneWhoClosesItEachTime() throws Exception {
        pieces("rm app; for i in 1 2 3 4 5 6 7 8 9 10; do printf 0123456789 >> app; sleep 0.02; done");
    }

    private void pieces(String script) throws Exception {
        Files.writeString(file, "x".repeat(100));
        watch("a", file);

        assertThat(shell(script)).isZero();

        next();
        assertThat(sizes.take()).isEqualTo(100);
        nothingMore();
    }

    @Test
    void deletedAndCopiedBackIsNothing() throws Exception {
        Files.writeString(file, "one");
        watch("a", file);

        assertThat(shell("cp app keep; rm app; cp keep app; touch app; chmod 700 app; ln -f keep app")).isZero();

        nothingMore();
    }

    @Test
    void aFolderReplacedByAnother() throws Exception {
        Path target = Files.createDirectories(folder.resolve("out/deep/target"));
        Files.writeString(target.resolve("app"), "one");
        watch("a", target.resolve("app"));

        assertThat(shell("cp -r out new; echo two > new/deep/target/app; mv out old; mv new out")).isZero();
        assertThat(next().cause()).isEqualTo(target.resolve("app"));

        replace(target.resolve("app"), "three");
        next();
        assertThat(shell("rm -r out; mkdir -p out/deep/target; echo four > out/deep/target/app")).isZero();
        next();
        nothingMore();
    }

    @Test
    void aSymlinkSwitched() throws Exception {
        assertThat(shell("mkdir v1 v2 && echo one > v1/app && echo two > v2/app && ln -s v1 current")).isZero();
        Path watched = folder.resolve("current/app");
        watch("a", watched);

        assertThat(shell("ln -s v2 next; mv -T next current")).isZero();
        assertThat(next().cause()).isEqualTo(watched);
        replace(folder.resolve("v2/app"), "three");
        next();
        assertThat(shell("ln -sfn v1 current")).isZero();
        next();
        nothingMore();
    }

    @Test
    void aPathThatDoesNotExistYet() throws Exception {
        Path later = folder.resolve("not/yet/there/app");
        watch("a", later);

        Files.createDirectories(later.getParent());
        Files.writeString(later, "one");

        assertThat(next().cause()).isEqualTo(later);
        nothingMore();
    }

    @Test
    void manyFilesOfOneBuildAreToldOnce() throws Exception {
        Path classes = folder.resolve("classes");
        watch("a", classes);

        assertThat(shell("for d in 1 2 3 4 5 6 7 8 9 10; do mkdir -p classes/$d/x;"
                + " for i in $(seq 90); do echo $i > classes/$d/x/$i.class; done; done")).isZero();

        int seen = 0;
        while (seen < 900) {
            seen += next().changed().size();
        }
        assertThat(shell(
                "for d in 1 2 3 4 5 6 7 8 9 10; do for i in $(seq 90); do echo $i > classes/$d/x/$i.class; done; done"))
                .isZero();
        nothingMore();
    }

    @Test
    void aGlobSeesWhatMatches() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("[lib]"));
        watch("a", lib.resolve("*.jar"));

        Files.writeString(lib.resolve("notes.txt"), "x");
        Files.write(lib.resolve("new.jar"), Jars.jar(0, "a", "b"));

        assertThat(next().changed()).containsExactly(lib.resolve("new.jar"));
        nothingMore();
    }

    @Test
    void aHalfCopiedJarIsWaitedFor() throws Exception {
        byte[] jar = Jars.jar(0, "a", "b".repeat(1000), "c", "d");
        watch("a", file);

        Files.write(file, Arrays.copyOf(jar, jar.length / 2));
        Files.write(file, jar);

        next();
        assertThat(sizes.take()).isEqualTo(jar.length);
        nothingMore();
    }

    @Test
    void whoeverIsWatchedNoMoreIsNotNamed() throws Exception {
        Files.writeString(file, "one");
        watch("a", file);
        watch("b", file);
        watcher.unwatch("a");

        replace(file, "two");

        assertThat(next().services()).containsExactly("b");
        nothingMore();
    }

    @Test
    void eventsThatTheSystemDroppedAreMadeUpFor() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Watcher busy = new Watcher(each -> {
            settled.add(each);
            entered.countDown();
            await(release);
        }, notices::add)) {
            Path flooded = Files.createDirectories(folder.resolve("flooded"));
            busy.watch("a", new Watch(List.of(file.toString())));
            busy.watch("b", new Watch(List.of(flooded.toString())));
            Files.writeString(file, "one");
            await(entered);
            for (int each = 0; each < 7_000; each++) {
                Files.delete(Files.createFile(flooded.resolve("file" + each)));
            }
            Files.writeString(flooded.resolve("last"), "x");
            release.countDown();

            assertThat(next().services()).containsExactly("a");
            assertThat(next().cause()).isEqualTo(flooded.resolve("last"));
        }
    }

    @Test
    void withoutEventsFilesAreLookedAt() throws Exception {
        watcher.close();
        watcher = new Watcher(this::settled, notices::add, new PollingEvents());
        Files.writeString(file, "one");
        watch("a", file);

        replace(file, "two");

        assertThat(next().cause()).isEqualTo(file);
        nothingMore();
    }

    @Test
    void whereTheSystemHasNoRoomForWatchesFilesAreLookedAt() throws Exception {
        watcher.close();
        watcher = new Watcher(this::settled, notices::add, new NoRoom());
        watch("a", file);

        Files.writeString(file, "one");

        assertThat(next().cause()).isEqualTo(file);
        assertThat(notices.take()).isEqualTo("no room; files are looked at every half second instead");
    }

    /// A system whose limit is zero.
    private static final class NoRoom implements FileEvents {
        private final PollingEvents quiet = new PollingEvents();

        @Override
        public void observe(Map<Path, Spot> spots) throws WatchLimitException {
            throw new WatchLimitException("no room");
        }

        @Override
        public List<FileEvent> next(long millis) {
            return quiet.next(millis);
        }

        @Override
        public void wake() {
            quiet.wake();
        }

        @Override
        public Duration delay() {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }

    private void watch(String service, Path path) {
        watcher.watch(service, new Watch(List.of(path.toString())));
    }

    private void settled(Settled each) {
        try {
            sizes.add(Files.size(each.cause()));
        } catch (IOException _) {
            sizes.add(-1L);
        }
        settled.add(each);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private Settled next() throws InterruptedException {
        @Nullable
        Settled next = settled.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing settled");
        }
        return next;
    }

    /// Whatever is still to come would come before the next change of a file that takes as long to settle.
    private void nothingMore() throws Exception {
        Path fence = Files.createDirectories(folder.resolve("fence"));
        watch("fence", fence);
        Files.writeString(fence.resolve("x"), "x");
        assertThat(next().services()).containsExactly("fence");
        assertThat(settled).isEmpty();
    }

    private static void replace(Path path, String text) throws IOException {
        Path next = path.resolveSibling(".next");
        Files.writeString(next, text);
        Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private int shell(String script) throws Exception {
        return new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).inheritIO().start().waitFor();
    }
}
