package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Astra is killed while an embedded store makes its data.
@Timeout(180)
class FirstStartTest {
    @TempDir
    private Path folder;

    @Test
    void whatMakesTheDataEndsWithAstraAndTheNextUpBeginsAnew() throws Exception {
        Path script = Files.createDirectory(folder.resolve("init")).resolve("slow.sh");
        Files.writeString(script, "echo $$ > writing && mv writing pid\nexec sleep 1000\n");
        Files.writeString(folder.resolve("astra.yaml"), """
                engine: embedded
                services:
                  db:
                    image: postgres:17
                    environment: { POSTGRES_HOST_AUTH_METHOD: trust }
                    volumes: ['./init:/docker-entrypoint-initdb.d']
                """);
        Path pid = script.resolveSibling("pid");
        try (ForegroundUp up = new ForegroundUp(folder)) {
            while (Files.notExists(pid)) {
                Thread.onSpinWait(); // the test's own bound ends this
            }
            assertThat(temporary()).hasSize(1);
            up.send("KILL");
            up.awaitEnd();
        }
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(each -> each.onExit().join());
        Files.writeString(script, "true\n");
        try (ForegroundUp up = new ForegroundUp(folder)) {
            up.awaitReady();
            assertThat(temporary()).isEmpty();
            up.send("INT");
            assertThat(up.awaitEnd()).as(up.said()).isEqualTo(130);
        }
    }

    private List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.getFileName().toString().startsWith("astra-pg")).toList();
        }
    }
}
