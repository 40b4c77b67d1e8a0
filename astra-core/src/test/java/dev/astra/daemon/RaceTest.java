package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.Signal;
import dev.astra.supervise.Answer;
import dev.astra.supervise.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two commands at once, a hundred times over with the second at another moment each time. Each generation of the service takes a lock
/// that all its processes hold, a daemon in a session of its own too: while anything of one is alive, the next can't start.
@Timeout(60)
class RaceTest {
    private static final int TIMES = 100;
    private static final int MOST_MICROS_BETWEEN = 15_000;
    private static final long ANSWER_SECONDS = 30;
    private static final Set<String> BASE = Set.of("base");
    private static final Optional<Duration> AS_EACH_SAYS = Optional.empty();

    private static final String SERVICES = """
            services:
              base:
                command: [flock, -n, -E, '99', lock, sh, -c, 'setsid sleep 1000 & echo up; exec sleep 1000']
                healthcheck: { log: up, start_interval: 5ms }
              top:
                command: [sleep, '1000']
                depends_on: { base: { condition: service_healthy, restart: true } }
            """;

    @TempDir
    private Path folder;

    enum Race {
        START_WHILE_STOPPING(new Command.Stop(BASE, AS_EACH_SAYS), new Command.Start(BASE, true)),
        STOP_WHILE_STARTING(restart("base"), new Command.Stop(BASE, AS_EACH_SAYS)),
        RESTART_WHILE_STOPPING(new Command.Stop(BASE, AS_EACH_SAYS), restart("base")),
        RESTART_WHILE_PENDING(restart("base"), restart("top")),
        TWO_RESTARTS(restart("base"), restart("base")),
        RESTART_WHILE_KILLED(new Command.Kill(BASE, Signal.KILL), restart("base")),
        DOWN_WHILE_STARTING(restart("base"), new Command.Down(AS_EACH_SAYS)),
        DOWN_TWICE(new Command.Down(AS_EACH_SAYS), new Command.Down(Optional.of(Duration.ZERO)));

        private final Command first;
        private final Command second;

        Race(Command first, Command second) {
            this.first = first;
            this.second = second;
        }

        private static Command restart(String service) {
            return new Command.Restart(Set.of(service), true, "a test");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothAreAnsweredAndNoGenerationMeetsAnother(Race race) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (RunningStack stack = RunningStack.up(folder, false, SERVICES)) {
            for (int time = 0; time < TIMES; time++) {
                CompletableFuture<Answer> first = stack.host.supervisor().submit(race.first);
                CompletableFuture<Answer> second = CompletableFuture
                        .runAsync(() -> {}, CompletableFuture
                                .delayedExecutor(random.nextInt(MOST_MICROS_BETWEEN), TimeUnit.MICROSECONDS))
                        .thenCompose(_ -> stack.host.supervisor().submit(race.second));
                CompletableFuture.allOf(first, second).get(ANSWER_SECONDS, TimeUnit.SECONDS);
                Answer again = stack.host.up(stack.stack, Set.of(), true)
                        .get(ANSWER_SECONDS, TimeUnit.SECONDS);
                assertThat(again.done()).as("%s, time %d of seed %d: %s", race, time, seed, again.outcomes()).isTrue();
            }
        }
        Process taken = new ProcessBuilder("flock", "-n", "lock", "true").directory(folder.toFile()).start();
        assertThat(taken.waitFor()).as("nobody is left who holds the lock").isZero();
    }
}
