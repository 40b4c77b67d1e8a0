package dev.astra.log;

import static dev.astra.log.StoreText.all;
import static dev.astra.log.StoreText.take;
import static dev.astra.log.StoreText.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final String LINE = "x".repeat(99) + "\n";

    @TempDir
    Path folder;

    private static void writeLines(RunLog log, int lines) {
        for (int i = 0; i < lines; i++) {
            write(log, "%09d ".formatted(i) + LINE);
        }
    }

    private long onDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(each -> each.toFile().length()).sum();
        }
    }

    @Test
    void rollsTheSegmentsOfARunningServiceAndKeepsTheNewest() throws IOException {
        LogStore store = LogStore.open(folder, new LogLimits(100_000, 1 << 30, 10, 10_000));
        RunLog log = store.begin("a", 1);
        writeLines(log, 5_000);
        store.enforceLimits();
        assertThat(onDisk()).isBetween(80_000L, 115_000L);
        List<String> lines = all(store, LogQuery.everything());
        assertThat(lines.getLast()).contains("000004999");
        assertThat(lines).hasSizeBetween(600, 1_000).allMatch(each -> each.length() == "a.1/o|".length() + 109);
    }

    @Test
    void removesOldestRunsFirstAndNeverTheLast() throws IOException {
        LogStore store = LogStore.open(folder, new LogLimits(50_000, 1 << 30, 3, 10_000));
        for (int run = 1; run <= 6; run++) {
            try (RunLog log = store.begin("a", run)) {
                writeLines(log, run == 6 ? 1 : 50);
            }
        }
        store.enforceLimits();
        assertThat(store.runs("a")).containsExactly(4, 5, 6);
        assertThat(store.lastRun("a")).isEqualTo(6);
        assertThat(LogStore.open(folder, new LogLimits(1, 1, 1, 10_000)).lastRun("a")).isEqualTo(6);
    }

    @Test
    void keepsAllServicesTogetherUnderTheTotal() throws IOException {
        LogStore store = LogStore.open(folder, new LogLimits(1 << 30, 200_000, 10, 10_000));
        for (int service = 0; service < 10; service++) {
            writeLines(store.begin("s" + service, 1), 500);
        }
        store.enforceLimits();
        assertThat(onDisk()).isLessThan(210_000 + 10 * 12_000);
        assertThat(store.services()).hasSize(10);
    }

    @Test
    void takesTheOldestFromUnderAReaderWhichIsToldSo() throws Exception {
        LogStore store = LogStore.open(folder, new LogLimits(100_000, 1 << 30, 10, 10_000));
        RunLog log = store.begin("a", 1);
        writeLines(log, 10);
        try (Cursor cursor = store.cursor(LogQuery.everything().follow())) {
            assertThat(take(cursor, 5).getFirst()).contains("000000000");
            writeLines(log, 5_000);
            store.enforceLimits();
            String last = "";
            int gaps = 0;
            while (!last.contains("000004999")) {
                last = take(cursor, 1).getFirst();
                gaps += last.contains("no longer kept") ? 1 : 0;
            }
            assertThat(gaps).isEqualTo(1);
        }
    }
}
