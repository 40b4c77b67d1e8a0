package dev.astra.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a log when the disk is full or its writer killed, with real processes.
@Timeout(120)
class HardTimesTest {
    @TempDir
    Path folder;

    @Test
    void countsWhatAFullDiskDoesNotTakeAndGoesOnWhenThereIsRoom() throws Exception {
        List<String> lines = TestProcess.output(TestProcess.start(FullDiskMain.class, folder));
        assertThat(lines).first().isEqualTo("lost 9800");
        assertThat(lines.subList(1, 102)).allMatch(each -> each.length() == 104);
        assertThat(lines.subList(102, lines.size())).satisfiesExactly(torn -> assertThat(torn).isEqualTo("a.1/o|0¶"),
                gap -> assertThat(gap).matches("a.1 \\d+ bytes are missing: .+"),
                note -> assertThat(note).isEqualTo("a.1 still full"),
                line -> assertThat(line).isEqualTo("a.1/o|room again"));
    }

    @Test
    void keepsAllThatWasTakenBeforeAKill() throws Exception {
        int run = 0;
        while (run < 3) {
            run++;
            Process writer = TestProcess.start(KilledWriterMain.class, folder);
            int told = -1;
            try (BufferedReader output = writer.inputReader()) {
                while (told < 2_000) {
                    told = Integer.parseInt(output.readLine());
                }
                // Process.destroyForcibly would close the pipe as well
                writer.toHandle().destroyForcibly();
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    told = line.isEmpty() ? told : Math.max(told, Integer.parseInt(line));
                }
            }
            assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
            LogStore store = LogStore.read(folder);
            List<String> lines = StoreText.all(store, LogQuery.everything().run(run));
            assertThat(lines).hasSizeGreaterThan(2_000);
            for (int i = 0; i < lines.size() - 1; i++) {
                assertThat(lines.get(i)).isEqualTo("a." + run + "/o|" + i);
            }
            assertThat(lines.size()).isGreaterThanOrEqualTo(told);
        }
    }
}
