package dev.astra.log;

import static dev.astra.log.StoreText.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineBatchTest {
    @TempDir
    Path folder;
    private final AtomicLong millis = new AtomicLong(1_795_510_800_000L);
    private LogStore store;

    private record Style(boolean timestamps, boolean raw) implements LineStyle {
        @Override
        public byte[] prefix(String service) {
            return (service + " | ").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] mark(LogMark mark) {
            return ("-- " + mark.service() + " " + mark.mark().describe()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean colour() {
            return true;
        }
    }

    private static final Style PLAIN = new Style(false, false);

    @BeforeEach
    void open() throws IOException {
        store = LogStore.open(folder, LogLimits.DEFAULT, () -> Instant.ofEpochMilli(millis.getAndIncrement()));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private String all(LogQuery query, Style style) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (Cursor cursor = store.cursor(query)) {
            LineBatch batch = new LineBatch(cursor, style, 1);
            for (ByteBuffer next = batch.next(); next.hasRemaining(); next = batch.next()) {
                text.write(next.array(), 0, next.limit());
            }
            ByteBuffer rest = batch.finishLine();
            text.write(rest.array(), 0, rest.limit());
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Test
    void prefixesLinesAndShowsMarks() throws IOException {
        RunLog log = store.begin("a", 1);
        log.mark(new Mark.Began(OptionalLong.of(7), ""));
        write(log, "one\n\n\u001b[31mred\ntail");
        log.close();
        assertThat(all(LogQuery.everything(), PLAIN)).isEqualTo(
                "-- a began, pid 7\na | one\na | \na | \u001b[31mred\u001b[0m\na | tail\n");
        assertThat(all(LogQuery.everything(), new Style(true, false))).contains(
                "a | 2026-11-24T09:00:00.001Z one\n");
        assertThat(all(LogQuery.everything(), new Style(true, true))).isEqualTo("one\n\n\u001b[31mred\ntail");
    }

    @Test
    void goesOnWithAnUnfinishedLineUnlessAnotherComesBetween() throws IOException {
        RunLog first = store.begin("a", 1);
        RunLog second = store.begin("b", 1);
        try (Cursor cursor = store.cursor(LogQuery.everything().follow())) {
            LineBatch batch = new LineBatch(cursor, PLAIN, 1);
            write(first, "one ");
            millis.addAndGet(1_000);
            assertThat(text(batch.next())).isEqualTo("a | one ");
            write(first, "two ");
            millis.addAndGet(1_000);
            assertThat(text(batch.next())).isEqualTo("two ");
            write(second, "other\n");
            assertThat(text(batch.next())).isEqualTo("\nb | other\n");
            write(first, "three\nfour");
            assertThat(text(batch.next())).isEqualTo("a | three\n");
            millis.addAndGet(1_000);
            assertThat(text(batch.next())).isEqualTo("a | four");
            write(first, "\n");
            assertThat(text(batch.next())).isEqualTo("\n");
        }
    }

    @Test
    void showsNothingForTheEmptyEndOfALineThatWasClosed() throws IOException {
        RunLog first = store.begin("a", 1);
        try (Cursor cursor = store.cursor(LogQuery.everything().follow())) {
            LineBatch batch = new LineBatch(cursor, PLAIN, 1);
            write(first, "one");
            millis.addAndGet(1_000);
            assertThat(text(batch.next())).isEqualTo("a | one");
            assertThat(text(batch.finishLine())).isEqualTo("\n");
            write(first, "\ntwo\n");
            assertThat(text(batch.next())).isEqualTo("a | two\n");
        }
    }

    @Test
    void keepsALineOfAnyLengthInOnePiece() throws IOException {
        String line = "zä".repeat(1_500_000);
        RunLog log = store.begin("a", 1);
        byte[] bytes = (line + "\nafter\n").getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += 65_536) {
            log.append(StandardStream.STDOUT, ByteBuffer.wrap(bytes, at, Math.min(65_536, bytes.length - at)));
        }
        assertThat(all(LogQuery.everything(), PLAIN)).isEqualTo("a | " + line + "\na | after\n");
    }
}
