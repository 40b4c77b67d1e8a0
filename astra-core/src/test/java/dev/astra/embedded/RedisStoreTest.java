package dev.astra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.Exit;
import dev.astra.launch.Running;
import dev.astra.model.ContainerService;
import dev.astra.model.Mount;
import dev.astra.model.Signal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisStoreTest {
    @TempDir
    Path folder;

    @Test
    void servesWithItsPasswordAndKeepsItsData() throws Exception {
        try (StoreBench bench = new StoreBench(folder)) {
            ContainerService service = StoreBench.service("redis:7-alpine", bench.port, Map.of("SECRET", "sesame"),
                    List.of(new Mount.Volume("cache", "/data", false)), "sh", "-c",
                    "exec redis-server --appendonly yes --requirepass $SECRET");
            Running first = bench.start(service);
            assertThat(talk(bench, "SET a b", "AUTH sesame", "SET a b")).containsExactly(
                    "-NOAUTH Authentication required.", "+OK", "+OK");
            assertThat(StoreBench.stop(first, Signal.TERM)).isEqualTo(new Exit.Code(0));

            Running second = bench.start(service);
            assertThat(talk(bench, "AUTH sesame", "GET a")).containsExactly("+OK", "$1", "b");
            StoreBench.stop(second, Signal.TERM);
            assertThat(EmbeddedData.remove(StoreBench.stack(folder, service), bench.data("")))
                    .containsExactly("cache");
            assertThat(bench.data("cache")).doesNotExist();
        }
    }

    private static List<String> talk(StoreBench bench, String... commands) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", bench.port);
                BufferedReader answers = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                String line = answers.readLine();
                lines.add(line);
                if (line.startsWith("$") && !line.equals("$-1")) {
                    lines.add(answers.readLine());
                }
            }
            return lines;
        }
    }
}
