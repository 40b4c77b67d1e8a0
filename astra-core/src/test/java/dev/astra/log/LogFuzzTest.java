package dev.astra.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any bytes in any chunks come back, whatever a crash leaves of the files.
class LogFuzzTest {
    private static final byte[] ALPHABET = {'\n', '\n', 'a', 'b', ' ', '\r', '\t', 0, 0x1b, '[', 'm', (byte) 0xc3, (byte) 0xa4, (byte) 0xff, '1'};

    private static final LogLimits SMALL_SEGMENTS = new LogLimits(1 << 30, 1 << 30, 10, 5_000);

    @TempDir
    Path folder;

    private record Written(Map<StandardStream, byte[]> bytes) {}

    /// Segments of 64 KiB and chunks up to a few of that: lines, chunks and segments overlap in every way.
    private Written write(Random random, LogStore store, int chunks, int longest) {
        Map<StandardStream, ByteArrayOutputStream> written = new EnumMap<>(StandardStream.class);
        try (RunLog log = store.begin("a", 1)) {
            for (int i = 0; i < chunks; i++) {
                StandardStream stream = random.nextInt(3) == 0 ? StandardStream.STDERR : StandardStream.STDOUT;
                byte[] chunk = new byte[1 + random.nextInt(random.nextInt(4) == 0 ? longest : 40)];
                boolean noNewline = random.nextInt(4) == 0;
                for (int at = 0; at < chunk.length; at++) {
                    chunk[at] = noNewline ? (byte) 'z' : ALPHABET[random.nextInt(ALPHABET.length)];
                }
                ByteBuffer bytes = random.nextBoolean()
                        ? ByteBuffer.wrap(chunk)
                        : ByteBuffer.allocateDirect(chunk.length).put(chunk).flip();
                log.append(stream, bytes);
                assertThat(bytes.hasRemaining()).isFalse();
                written.computeIfAbsent(stream, _ -> new ByteArrayOutputStream()).writeBytes(chunk);
                if (random.nextInt(10) == 0) {
                    log.mark(new Mark.Note("here " + i));
                }
            }
        }
        Map<StandardStream, byte[]> bytes = new EnumMap<>(StandardStream.class);
        written.forEach((stream, each) -> bytes.put(stream, each.toByteArray()));
        return new Written(bytes);
    }

    /// Puts the bytes of each stream together again from its lines.
    private static Map<StandardStream, byte[]> read(LogStore store, LogQuery query) throws IOException {
        Map<StandardStream, ByteArrayOutputStream> read = new EnumMap<>(StandardStream.class);
        try (Cursor cursor = store.cursor(query)) {
            for (LogEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                if (entry instanceof LogBlock block) {
                    byte[] lines = new byte[1 << 20];
                    int end = block.moveTo(lines, 0, new byte[0]);
                    assertThat(block.isEmpty()).isTrue();
                    read.computeIfAbsent(block.stream(), _ -> new ByteArrayOutputStream()).write(lines, 0, end);
                } else if (entry instanceof LogLine line) {
                    ByteArrayOutputStream target = read.computeIfAbsent(
                            line.stream(), _ -> new ByteArrayOutputStream());
                    assertThat(line.offset()).isEqualTo(target.size());
                    target.writeBytes(line.copy());
                    if (line.ending() == LogLine.Ending.NEWLINE) {
                        target.write('\n');
                    }
                }
            }
            assertThat(cursor.isEnded()).isTrue();
        }
        Map<StandardStream, byte[]> bytes = new EnumMap<>(StandardStream.class);
        read.forEach((stream, each) -> bytes.put(stream, each.toByteArray()));
        return bytes;
    }

    private static void assertSame(Map<StandardStream, byte[]> read, Map<StandardStream, byte[]> written) {
        assertThat(read).containsOnlyKeys(written.keySet());
        read.forEach((stream, bytes) -> assertThat(bytes).isEqualTo(written.get(stream)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesBackAnyBytesInAnyChunks(long seed) throws IOException {
        Random random = new Random(seed);
        LogStore store = LogStore.open(folder, SMALL_SEGMENTS);
        Written written = write(random, store, 120, 8 << random.nextInt(12));
        assertSame(read(store, LogQuery.everything()), written.bytes());
        assertSame(read(LogStore.read(folder), LogQuery.everything()), written.bytes());
        assertSame(read(store, LogQuery.everything().inBlocks()), written.bytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void startsAnywhereWithTheSameLines(long seed) throws IOException {
        Random random = new Random(seed);
        LogStore store = LogStore.open(folder, SMALL_SEGMENTS);
        write(random, store, 150, 60_000);
        LogQuery query = LogQuery.everything().of("a");
        List<String> all = StoreText.all(store, query).stream().filter(each -> !each.contains(" here ")).toList();
        for (int lines : new int[]{0, 1, 2, 3, 10, 100, 1000, random.nextInt(all.size()), all.size() + 1}) {
            List<String> tail = StoreText.all(store, query.tail(lines))
                    .stream()
                    .filter(each -> !each.contains(" here "))
                    .toList();
            List<String> expected = all.subList(Math.max(0, all.size() - lines), all.size());
            assertThat(tail).as("last %d of %d", lines, all.size()).hasSameSizeAs(expected);
            for (int i = 0; i < tail.size(); i++) {
                assertThat(tail.get(i)).as("line %d of the last %d of %d", i, lines, all.size())
                        .isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void givesBackWhatACrashLeft() throws IOException {
        Path whole = folder.resolve("whole");
        Written written = write(new Random(21), LogStore.open(whole, LogLimits.DEFAULT), 30, 80);
        SegmentName name = SegmentName.before(1).next();
        Path index = Path.of("a", name.index());
        long length = Files.size(whole.resolve(index));
        for (long size = 0; size <= length; size += size < 240 ? 1 : 7) {
            Path crashed = copy(whole, "index" + size);
            truncate(crashed.resolve(index), size);
            assertSame(read(LogStore.read(crashed), LogQuery.everything()), written.bytes());
            LogStore reopened = LogStore.open(crashed, LogLimits.DEFAULT);
            assertSame(read(reopened, LogQuery.everything()), written.bytes());
            assertThat(Files.size(crashed.resolve(index)) % IndexFormat.RECORD).isZero();
            assertSame(read(LogStore.read(crashed), LogQuery.everything()), written.bytes());
        }
    }

    @Test
    void givesBackTheRestOfTruncatedData() throws IOException {
        Path whole = folder.resolve("whole");
        Written written = write(new Random(22), LogStore.open(whole, LogLimits.DEFAULT), 30, 80);
        Path data = Path.of("a", SegmentName.before(1).next().data(Kind.STDOUT));
        byte[] all = Files.readAllBytes(whole.resolve(data));
        for (int size = 0; size < all.length; size += 5) {
            Path crashed = copy(whole, "data" + size);
            truncate(crashed.resolve(data), size);
            Map<StandardStream, byte[]> expected = new EnumMap<>(written.bytes());
            expected.put(StandardStream.STDOUT, java.util.Arrays.copyOf(all, size));
            expected.values().removeIf(each -> each.length == 0);
            assertSame(read(LogStore.open(crashed, LogLimits.DEFAULT), LogQuery.everything()), expected);
        }
    }

    @Test
    void readsOverDamageInTheIndex() throws IOException {
        Path whole = folder.resolve("whole");
        Written written = write(new Random(23), LogStore.open(whole, LogLimits.DEFAULT), 30, 80);
        Path index = Path.of("a", SegmentName.before(1).next().index());
        Random random = new Random(24);
        byte[] sound = Files.readAllBytes(whole.resolve(index));
        for (int round = 0; round < 100; round++) {
            Path damaged = copy(whole, "damage" + round);
            byte[] bytes = sound.clone();
            for (int i = 0; i <= round % 5; i++) {
                bytes[IndexFormat.HEADER
                        + random.nextInt(bytes.length - IndexFormat.HEADER)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(damaged.resolve(index), bytes);
            assertSame(read(LogStore.read(damaged), LogQuery.everything()), written.bytes());
            assertSame(read(LogStore.open(damaged, LogLimits.DEFAULT), LogQuery.everything()), written.bytes());
        }
    }

    private Path copy(Path from, String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : (Iterable<Path>) files::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
