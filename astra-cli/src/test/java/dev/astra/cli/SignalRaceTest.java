package dev.astra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The program is asked to end, or killed, at random moments of a start, of a stop and of a restart, `-Dastra.races=N` times each. A
/// generation of the service holds a lock with all its processes, a daemon in a session of its own too, so that none starts beside another.
@Timeout(1_800)
class SignalRaceTest {
    private static final int TIMES = Integer.getInteger("astra.races", 5);
    private static final long LONGEST_STOP_MICROS = 150_000;
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private long startMicros = 1_000_000;

    enum Race {
        CTRL_C("INT", INTERRUPTED), TERMINATED("TERM", 128 + 15), TERMINAL_CLOSED("HUP", 128 + 1),
        KILLED("KILL", 128 + 9);

        private final String signal;
        private final int system;

        /// @param system the exit code of a JVM that the signal ends before Astra handles it
        Race(String signal, int system) {
            this.signal = signal;
            this.system = system;
        }
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("astra.yaml"),
                """
                        services:
                          base:
                            command: [flock, -n, -E, '99', lock, sh, -c, 'setsid sleep 1000 & trap "sleep 0.03; exit 0" TERM; echo up; wait']
                            environment: { RACE: '%1$s' }
                            healthcheck: { log: up, start_interval: 5ms }
                            restart: 'no'
                          top:
                            command: [sh, -c, 'trap "sleep 0.03; exit 0" TERM; sleep 1000 & echo up; wait']
                            environment: { RACE: '%1$s' }
                            depends_on: { base: { condition: service_healthy, restart: true } }
                        """
                        .formatted(folder));
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingAliveAndTheNextUpWorks(Race race) throws Exception {
        for (int time = 0; time < TIMES; time++) {
            whileStarting(race, time % 2 == 1);
            whileStopping(race);
            if (race == Race.KILLED) {
                whileRestarting();
            }
        }
        try (ForegroundUp last = new ForegroundUp(folder)) {
            last.awaitReady();
            last.send("INT");
            assertEnded(last, INTERRUPTED);
        }
        assertThat(alive()).isEmpty();
    }

    private void whileStarting(Race race, boolean twice) throws Exception {
        try (ForegroundUp up = new ForegroundUp(folder)) {
            later(startMicros, () -> up.send(race.signal)).get();
            if (twice) {
                later(LONGEST_STOP_MICROS, () -> up.send(race.signal)).get();
            }
            assertEnded(up, INTERRUPTED, race.system);
        }
        assertNothingLeft(race);
    }

    private void whileStopping(Race race) throws Exception {
        try (ForegroundUp up = new ForegroundUp(folder)) {
            startMicros = up.awaitReady().toNanos() / 1_000;
            up.send("INT");
            later(LONGEST_STOP_MICROS, () -> up.send(race.signal)).get();
            assertEnded(up, INTERRUPTED, race == Race.KILLED ? race.system : INTERRUPTED);
        }
        assertNothingLeft(race);
    }

    private void whileRestarting() throws Exception {
        try (ForegroundUp up = new ForegroundUp(folder)) {
            startMicros = up.awaitReady().toNanos() / 1_000;
            Cli cli = new Cli(folder, Files.readString(folder.resolve("astra.yaml")));
            CompletableFuture<Cli.Result> restart = CompletableFuture.supplyAsync(() -> cli.run("restart", "base"));
            later(LONGEST_STOP_MICROS, () -> up.send("KILL")).get();
            assertEnded(up, Race.KILLED.system);
            assertThat(restart.handle((_, _) -> "ended").get(30, TimeUnit.SECONDS)).isEqualTo("ended");
        }
    }

    private void assertEnded(ForegroundUp up, Integer... codes) throws Exception {
        int code = up.awaitEnd();
        assertThat(code).as("seed %d: %s", seed, up.said()).isIn((Object[]) codes);
        assertThat(up.said()).as("seed %d", seed).doesNotContain("Exception", "exited 99");
    }

    /// What is left of a killed one may live until the next start has ended it, which is in the next repetition.
    private void assertNothingLeft(Race race) throws IOException {
        if (race != Race.KILLED) {
            assertThat(alive()).as("seed %d", seed).isEmpty();
        }
    }

    private CompletableFuture<Void> later(long mostMicros, Runnable action) {
        Executor moment = CompletableFuture.delayedExecutor(random.nextLong(mostMicros), TimeUnit.MICROSECONDS);
        return CompletableFuture.runAsync(action, moment);
    }

    /// The processes with the services' mark; a zombie has no environment any more.
    private List<String> alive() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path each : processes.filter(path -> path.resolve("environ").toFile().canRead()).toList()) {
                try {
                    if (Files.readString(each.resolve("environ"), StandardCharsets.ISO_8859_1)
                            .contains("RACE=" + folder + "\0")) {
                        found.add(each + " " + Files.readString(each.resolve("cmdline")).replace('\0', ' '));
                    }
                } catch (IOException gone) {
                    continue;
                }
            }
        }
        return found;
    }
}
