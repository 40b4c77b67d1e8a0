package dev.astra.log;

import static dev.astra.log.StoreText.all;
import static dev.astra.log.StoreText.take;
import static dev.astra.log.StoreText.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
    @TempDir
    Path folder;
    private final AtomicLong seconds = new AtomicLong(1_000_000);
    private final InstantSource clock = () -> Instant.ofEpochSecond(seconds.get());
    private LogStore store;

    @BeforeEach
    void open() throws IOException {
        store = LogStore.open(folder.resolve("logs"), LogLimits.DEFAULT, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private RunLog begin(String service) {
        return store.begin(service, store.lastRun(service) + 1);
    }

    @Test
    void givesBackLinesOfBothStreamsInOrder() throws IOException {
        try (RunLog log = begin("a")) {
            log.mark(new Mark.Began(OptionalLong.of(12), "after a build"));
            write(log, "one\ntw");
            write(log, StandardStream.STDERR, "oops\n");
            write(log, "o\nthree");
            log.mark(new Mark.Ended("exited 0"));
        }
        assertThat(all(store, LogQuery.everything())).containsExactly(
                "a.1 began, pid 12, after a build", "a.1/o|one", "a.1/e|oops", "a.1/o|two", "a.1/o|three¶",
                "a.1 ended: exited 0");
        assertThat(all(store, LogQuery.everything().streams(EnumSet.of(StandardStream.STDERR)))).contains("a.1/e|oops")
                .hasSize(3);
    }

    @Test
    void mergesServicesInTheOrderOfTime() throws IOException {
        RunLog first = begin("a");
        RunLog second = begin("b");
        write(first, "1\n");
        seconds.incrementAndGet();
        write(second, "2\n");
        seconds.incrementAndGet();
        write(first, "3\n");
        assertThat(all(store, LogQuery.everything())).containsExactly("a.1/o|1", "b.1/o|2", "a.1/o|3");
        assertThat(all(store, LogQuery.everything().of("b"))).containsExactly("b.1/o|2");
        assertThat(all(LogStore.read(folder.resolve("logs")), LogQuery.everything())).containsExactly(
                "a.1/o|1", "b.1/o|2", "a.1/o|3");
    }

    @Test
    void startsWhereItIsAskedTo() throws IOException {
        for (int run = 1; run <= 3; run++) {
            try (RunLog log = begin("a")) {
                for (int line = 0; line < 5; line++) {
                    seconds.incrementAndGet();
                    write(log, run + "." + line + "\n");
                }
                write(log, "tail");
            }
        }
        LogQuery all = LogQuery.everything();
        assertThat(all(store, all)).hasSize(18);
        assertThat(all(store, all.tail(3))).containsExactly("a.3/o|3.3", "a.3/o|3.4", "a.3/o|tail¶");
        assertThat(all(store, all.tail(7))).startsWith("a.2/o|tail¶", "a.3/o|3.0").hasSize(7);
        assertThat(all(store, all.tail(0))).isEmpty();
        assertThat(all(store, all.tail(1000))).hasSize(18);
        assertThat(all(store, all.run(-1))).startsWith("a.2/o|2.0").hasSize(6);
        assertThat(all(store, all.run(0).tail(2))).containsExactly("a.3/o|3.4", "a.3/o|tail¶");
        assertThat(all(store, all.run(1))).startsWith("a.1/o|1.0").hasSize(6);
        assertThat(all(store, all.run(7))).isEmpty();
        assertThat(all(store, all.run(-7))).isEmpty();
        Instant eighth = Instant.ofEpochSecond(1_000_008);
        assertThat(all(store, all.since(eighth))).startsWith("a.2/o|2.2").hasSize(10);
        assertThat(all(store, all.since(eighth).tail(2))).startsWith("a.3/o|3.4").hasSize(2);
        assertThat(all(store, all.since(eighth).tail(200))).startsWith("a.2/o|2.2").hasSize(10);
        assertThat(all(store, all.until(eighth))).endsWith("a.2/o|2.2").hasSize(9);
        assertThat(all(store, all.until(eighth).tail(2))).containsExactly("a.2/o|2.1", "a.2/o|2.2");
        assertThat(all(store, all.since(Instant.ofEpochSecond(2_000_000)))).isEmpty();
    }

    @Test
    void followsOverRunsAndNewServices() throws Exception {
        RunLog log = begin("a");
        write(log, "old\n");
        try (Cursor cursor = store.cursor(LogQuery.everything().tail(0).follow())) {
            assertThat(cursor.next()).isNull();
            write(log, "new\nunfinished");
            assertThat(take(cursor, 1)).containsExactly("a.1/o|new");
            log.close();
            write(begin("a"), "second run\n");
            assertThat(take(cursor, 2)).containsExactly("a.1/o|unfinished¶", "a.2/o|second run");
            write(begin("z"), "third\n");
            assertThat(take(cursor, 1)).containsExactly("z.1/o|third");
            assertThat(cursor.await(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void ofTwoRunsAtATimeTheSecondIsFollowedOnceTheFirstIsOver() throws Exception {
        RunLog first = begin("a");
        write(first, "1\n");
        try (Cursor cursor = store.cursor(LogQuery.everything().follow())) {
            assertThat(take(cursor, 1)).containsExactly("a.1/o|1");
            RunLog second = begin("a");
            write(second, "2\n");
            write(first, "1 again\n");
            assertThat(take(cursor, 1)).containsExactly("a.1/o|1 again");
            assertThat(all(store, LogQuery.everything())).containsExactly("a.1/o|1", "a.1/o|1 again", "a.2/o|2");
            try (Cursor late = store.cursor(LogQuery.everything().tail(0).follow())) {
                assertThat(late.next()).isNull();
                write(first, "1 goes on\n");
                assertThat(take(late, 1)).containsExactly("a.1/o|1 goes on");
            }
            first.close();
            assertThat(take(cursor, 2)).containsExactly("a.1/o|1 goes on", "a.2/o|2");
        }
    }

    @Test
    void followsWhatAnotherProcessWrites() throws Exception {
        LogStore reading = LogStore.read(folder.resolve("logs"));
        try (Cursor cursor = reading.cursor(LogQuery.everything().follow())) {
            assertThat(cursor.next()).isNull();
            RunLog log = begin("a");
            write(log, "1\n");
            assertThat(take(cursor, 1)).containsExactly("a.1/o|1");
            write(log, "2\n");
            assertThat(take(cursor, 1)).containsExactly("a.1/o|2");
            log.close();
            write(begin("a"), "3\n");
            assertThat(take(cursor, 1)).containsExactly("a.2/o|3");
        }
    }

    @Test
    void showsAnUnfinishedLineOnceItHasSettled() throws Exception {
        RunLog log = begin("a");
        try (Cursor cursor = store.cursor(LogQuery.everything().follow())) {
            write(log, "password: ");
            assertThat(cursor.next()).isNull();
            seconds.incrementAndGet();
            assertThat(take(cursor, 1)).containsExactly("a.1/o|password: ~");
            write(log, "secret\nnext\n");
            assertThat(take(cursor, 2)).containsExactly("a.1/o~secret", "a.1/o|next");
        }
    }

    @Test
    void showsAnUnfinishedLineAtOnceAndWholeToWhoeverAsks() throws Exception {
        RunLog log = begin("a");
        LogQuery query = LogQuery.everything().follow().partials(new LogQuery.Partials.AtOnce());
        try (Cursor cursor = store.cursor(query)) {
            write(log, "listening");
            assertThat(take(cursor, 1)).containsExactly("a.1/o|listening~");
            assertThat(cursor.next()).isNull();
            write(log, " on 80");
            assertThat(take(cursor, 1)).containsExactly("a.1/o|listening on 80~");
            write(log, "\n");
            assertThat(take(cursor, 1)).containsExactly("a.1/o|listening on 80");
        }
    }

    @Test
    void countsRunsOverItsOwnLife() throws IOException {
        assertThat(store.lastRun("a")).isZero();
        begin("a").mark(new Mark.Note("there"));
        begin("a").mark(new Mark.Note("again"));
        store.close();
        LogStore later = LogStore.open(folder.resolve("logs"), LogLimits.DEFAULT, clock);
        assertThat(later.lastRun("a")).isEqualTo(2);
        assertThat(later.runs("a")).containsExactly(1, 2);
        assertThat(later.services()).containsExactly("a");
    }

    @Test
    void takesAnyNameWithoutLeavingItsFolder() throws IOException {
        for (String name : new String[]{"..", ".", "a/b", "../../x", "naïve 日本", "%41", "a.b", ".hidden", "-"}) {
            write(begin(name), "of " + name + "\n");
        }
        LogStore later = LogStore.read(folder.resolve("logs"));
        assertThat(later.services()).containsExactlyInAnyOrder(
                "..", ".", "a/b", "../../x", "naïve 日本", "%41", "a.b", ".hidden", "-");
        assertThat(all(later, LogQuery.everything().of("../../x"))).containsExactly("../../x.1/o|of ../../x");
        assertThat(folder).isDirectoryNotContaining(each -> !each.endsWith("logs"));
        assertThatThrownBy(() -> begin("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> later.begin("a", 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isTheUsersAlone() throws IOException {
        write(begin("a"), "secret\n");
        try (Stream<Path> files = Files.walk(folder.resolve("logs"))) {
            assertThat(files).allSatisfy(file -> assertThat(PosixFilePermissions
                    .toString(Files.getPosixFilePermissions(file))).isEqualTo(Files.isDirectory(file)
                            ? "rwx------"
                            : "rw-------"));
        }
    }

    @Test
    void givesALineThatIsLongerThanMemoryMayBeInPieces() throws Exception {
        RunLog log = begin("a");
        String part = "z".repeat(100_000);
        for (int i = 0; i < 30; i++) {
            write(log, part);
        }
        write(log, "\nshort\n");
        long length = 0;
        int pieces = 0;
        try (Cursor cursor = store.cursor(LogQuery.everything())) {
            while (cursor.next() instanceof LogLine line && line.length() != 5) {
                assertThat(line.begins()).isEqualTo(pieces == 0);
                assertThat(line.length()).isLessThan(2 * LineWindow.LONGEST_PIECE);
                assertThat(line.offset()).isEqualTo(length);
                length += line.length();
                pieces++;
                if (line.ending() == LogLine.Ending.NEWLINE) {
                    break;
                }
            }
            assertThat(take(cursor, 1)).containsExactly("a.1/o|short");
        }
        assertThat(length).isEqualTo(3_000_000);
        assertThat(pieces).isGreaterThan(5);
    }

    @Test
    void losesNothingToAnInterruptOfTheWritingThread() throws IOException {
        RunLog log = begin("a");
        Thread.currentThread().interrupt();
        write(log, "1\n");
        write(log, StandardStream.STDERR, "2\n");
        assertThat(Thread.interrupted()).isTrue();
        write(log, "3\n");
        assertThat(all(store, LogQuery.everything())).containsExactly("a.1/o|1", "a.1/e|2", "a.1/o|3");
    }

    @Test
    void theLastLineIsGivenAlsoWhileItIsUnfinished() throws IOException {
        RunLog log = begin("a");
        write(log, "1\n2\nunfinished");
        assertThat(all(store, LogQuery.everything().tail(0))).isEmpty();
        assertThat(all(store, LogQuery.everything().tail(1))).containsExactly("a.1/o|unfinished~");
        assertThat(all(store, LogQuery.everything().tail(2))).containsExactly("a.1/o|2", "a.1/o|unfinished~");
        write(log, StandardStream.STDERR, "e\n");
        assertThat(all(store, LogQuery.everything().tail(1))).containsExactly("a.1/o|unfinished~");
        assertThat(all(store, LogQuery.everything().tail(2))).containsExactly("a.1/e|e", "a.1/o|unfinished~");
    }

    @Test
    void theLastLineIsGivenWhileMoreAreWritten() throws Exception {
        try (RunLog log = store.begin("busy", 1); ExecutorService writer = Executors.newSingleThreadExecutor()) {
            write(log, "first\n");
            AtomicBoolean enough = new AtomicBoolean();
            Future<?> writing = writer.submit(() -> {
                while (!enough.get()) {
                    write(log, "another\n");
                }
            });
            try {
                for (int i = 0; i < 50; i++) {
                    assertThat(all(store, LogQuery.everything().of("busy").tail(1))).hasSize(1);
                }
            } finally {
                enough.set(true);
            }
            writing.get();
        }
    }
}
