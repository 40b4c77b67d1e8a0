package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.daemon.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program from outside: a process for each command, as a terminal starts them.
@Timeout(180)
class ProgramTest {
    @TempDir
    private Path folder;

    private record Result(int code, String out, String error) {}

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("astra.yaml"), """
                services:
                  web:
                    command: [sh, -c, "echo $$$$ > pid; echo up; exec sleep 1000"]
                """);
    }

    @AfterEach
    void stop() throws Exception {
        run("down", "--timeout", "0");
    }

    @Test
    void aDetachedStackOutlivesItsCaller() throws Exception {
        Result up = run("up", "-d", "--wait");
        assertThat(up.code()).as(up.error()).isZero();
        assertThat(run("ps").out()).containsPattern("web +running");
        assertThat(run("logs").out()).isEqualTo("web | up\n");
        Result down = run("down");
        assertThat(down.code()).isZero();
        assertThat(down.out()).contains("1 service stopped in ");
        assertThat(isAlive(service())).isFalse();
        assertThat(Project.of(folder.resolve("astra.yaml")).socket()).doesNotExist();
        assertThat(run("up", "-d", "--wait").code()).as("at once again").isZero();
    }

    /// Its services have ended long before the console has come to their last lines.
    @Test
    void aStackThatEndsHasShownAllThatItWrote() throws Exception {
        Files.writeString(folder.resolve("astra.yaml"), """
                services:
                  a: { command: seq 1 700000 }
                  b: { command: seq 1 700000 }
                """);
        Result up = run("up");
        assertThat(up.code()).as(up.error()).isZero();
        long[] last = new long[2];
        up.out().lines().filter(each -> each.matches("[ab] \\| \\d+")).forEach(line -> {
            long number = Long.parseLong(line.substring("a | ".length()));
            assertThat(number).isEqualTo(++last[line.charAt(0) - 'a']);
        });
        assertThat(last).containsExactly(700_000, 700_000);
    }

    /// By SIGTERM, which is handled the same: a shell may have told its background jobs to ignore SIGINT.
    @Test
    void aSignalStopsWhatRunsInTheForeground() throws Exception {
        Process up = start("up");
        try (BufferedReader error = up.errorReader(StandardCharsets.UTF_8)) {
            awaitLine(error, "ready in");
            up.toHandle().destroy();
            List<String> rest = error.lines().toList();
            assertThat(up.waitFor()).isEqualTo(130);
            assertThat(rest).anyMatch(each -> each.startsWith("web  stopped in "));
        }
        assertThat(isAlive(service())).isFalse();
        assertThat(run("ps").code()).isEqualTo(4);
    }

    @Test
    void endingAnAttachedUpLeavesTheStackRunning() throws Exception {
        run("up", "-d", "--wait");
        Process second = start("up");
        try (BufferedReader error = second.errorReader(StandardCharsets.UTF_8)) {
            awaitLine(error, "ready");
            second.toHandle().destroy();
            second.waitFor();
        }
        assertThat(run("ps").out()).containsPattern("web +running");
    }

    @Test
    void aSigkillOfTheHostLeavesNothingInTheWay() throws Exception {
        run("up", "-d", "--wait");
        long before = service();
        killHost();
        assertThat(run("ps").code()).isEqualTo(4);
        Result up = run("up", "-d", "--wait");
        assertThat(up.code()).as(up.error()).isZero();
        assertThat(isAlive(before)).isFalse();
        assertThat(run("ps").out()).containsPattern("web +running");
    }

    /// While a new build stands beside the old one and is not ready yet.
    @Test
    void aSigkillOfTheHostLeavesNeitherOfTwoRuns() throws Exception {
        Files.writeString(folder.resolve("build"), "1");
        Files.createFile(folder.resolve("pids"));
        Files.writeString(folder.resolve("astra.yaml"), """
                services:
                  web:
                    command: [sh, -c, "echo ready $$(cat build); echo $$$$ >> pids; exec sleep 1000"]
                    healthcheck: { log: ready 1, start_period: 1h }
                    watch: [build]
                    replace: ready-first
                """);
        Result up = run("up", "-d", "--wait");
        assertThat(up.code()).as(up.error()).isZero();
        Files.writeString(folder.resolve("build"), "2");
        List<String> pids = Files.readAllLines(folder.resolve("pids"));
        while (pids.size() < 2) {
            Thread.onSpinWait(); // the test's own bound ends this
            pids = Files.readAllLines(folder.resolve("pids"));
        }
        assertThat(pids).allMatch(each -> ProcessHandle.of(Long.parseLong(each)).isPresent());
        killHost();
        assertThat(run("down").code()).isZero();
        for (String each : pids) {
            assertThat(isAlive(Long.parseLong(each))).isFalse();
        }
    }

    /// The processes that it left are recorded elsewhere.
    @Test
    void downEndsWhatRunsAlthoughTheFileIsWrong() throws Exception {
        run("up", "-d", "--wait");
        long before = service();
        killHost();
        Files.writeString(folder.resolve("astra.yaml"), "services:\n  web:\n    comand: [x]\n");
        Result down = run("down");
        assertThat(isAlive(before)).isFalse();
        assertThat(down.code()).isEqualTo(2);
        assertThat(down.error()).contains("astra.yaml:3:5: ");
    }

    /// Removed and moved are the same to it; a move leaves nothing for the host to write into meanwhile.
    @Test
    void aHostWhoseFolderIsGoneEndsItsServices() throws Exception {
        run("up", "-d", "--wait");
        ProcessHandle host = host();
        long before = service();
        Path home = folder.resolve(".astra");
        Files.move(home, folder.resolve("elsewhere"));
        host.onExit().get(60, TimeUnit.SECONDS);
        assertThat(isAlive(before)).isFalse();
    }

    /// Threads that die one by one would leave commands without an answer.
    @Test
    void aHostThatHasNoMemoryLeftEndsWithItsServices() throws Exception {
        String services = IntStream.range(0, 1_000)
                .mapToObj("  s%d: { command: [sh, -c, 'echo $$$$ >> pids; exec sleep 1000'] }\n"::formatted)
                .collect(Collectors.joining("", "services:\n", ""));
        Files.writeString(folder.resolve("astra.yaml"), services);
        Files.createFile(folder.resolve("pids"));
        Process up = start(Map.of("ASTRA_JAVA_OPTS", "-Xms2m -Xmn1m -Xmx7m"), "up", "-d");
        String error = new String(up.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(up.waitFor()).as(error).isEqualTo(1);
        assertThat(Files.readString(folder.resolve(".astra/run/astra.log"))).contains("OutOfMemoryError");
        assertThat(run("down").code()).isZero();
        for (String each : Files.readAllLines(folder.resolve("pids"))) {
            assertThat(isAlive(Long.parseLong(each))).isFalse();
        }
    }

    @Test
    void aWrongFileEndsADetachedUp() throws Exception {
        Files.writeString(folder.resolve("astra.yaml"), "services:\n  web:\n    comand: [x]\n");
        Result up = run("up", "-d");
        assertThat(up.code()).isEqualTo(2);
        assertThat(up.error()).contains("astra.yaml:3:5: ");
    }

    private void killHost() throws Exception {
        ProcessHandle host = host();
        host.destroyForcibly();
        host.onExit().get(30, TimeUnit.SECONDS);
    }

    private ProcessHandle host() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve(".astra/run/lock")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private Process start(String... words) throws IOException {
        return start(Map.of(), words);
    }

    private Process start(Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "dev.astra.cli.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Result run(String... words) throws IOException, InterruptedException {
        Process process = start(words);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text, errors);
    }

    private static void awaitLine(BufferedReader reader, String part) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.contains(part)) {
                return;
            }
        }
        throw new IOException("it ended without saying " + part);
    }

    private long service() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    /// A zombie that nobody has waited for has ended, though the JDK counts it.
    private static boolean isAlive(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
        String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return !state.isEmpty() && !state.startsWith("Z");
    }
}
