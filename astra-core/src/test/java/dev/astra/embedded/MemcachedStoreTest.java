package dev.astra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.Running;
import dev.astra.model.Signal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemcachedStoreTest {
    @TempDir
    Path folder;

    @Test
    void servesOnLoopbackWithTheLimitsOfTheFile() throws Exception {
        try (StoreBench bench = new StoreBench(folder)) {
            Running running = bench.start(StoreBench.service("memcached:1.6", bench.port, Map.of(), List.of(),
                    "memcached", "-m", "48", "-l", "0.0.0.0"));
            assertThat(talk(bench, "set a 0 0 1\r\nb\r\n", 1)).containsExactly("STORED");
            assertThat(talk(bench, "get a\r\n", 3)).containsExactly("VALUE a 0 1", "b", "END");
            assertThat(talk(bench, "stats settings\r\n", 40)).contains("STAT maxbytes " + (48 << 20),
                    "STAT inter 127.0.0.1");
            StoreBench.stop(running, Signal.TERM);
            assertThat(running.exec(StoreKind.MEMCACHED.probeCommand(), Duration.ofSeconds(1)).exit().success())
                    .isFalse();
        }
    }

    @Test
    void whereItListensIsNotForTheFileToSay() {
        assertThat(MemcachedStore.arguments(
                List.of("-m", "64", "-p", "1", "-p11", "--port=7", "-d", "-vv", "-l", "0.0.0.0", "-u", "memcache")))
                .containsExactly("-m", "64", "-vv");
    }

    private static List<String> talk(StoreBench bench, String request, int lines) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", bench.port);
                BufferedReader answers = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return answers.lines().limit(lines).toList();
        }
    }
}
