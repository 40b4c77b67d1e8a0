package dev.astra.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.launch.Streams;
import dev.astra.launch.Usage;
import dev.astra.model.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoadsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private Usage usage = new Usage(Duration.ZERO, 0);
    private boolean runs = true;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Loads loads = new Loads(_ -> runs ? Optional.of(new Fixed()) : Optional.empty(), clock);

    @Test
    void theFirstAnswerIsTheMeanSinceTheStart() {
        after(Duration.ofSeconds(10), new Usage(Duration.ofSeconds(1), 4096));
        assertThat(loads.of(status(1))).contains(new Load(10, 4096));
    }

    @Test
    void aFurtherAnswerIsAboutTheTimeBetween() {
        after(Duration.ofSeconds(10), new Usage(Duration.ofSeconds(1), 4096));
        loads.of(status(1));
        after(Duration.ofSeconds(2), new Usage(Duration.ofSeconds(2), 8192));
        assertThat(loads.of(status(1))).contains(new Load(50, 8192));
    }

    @Test
    void aQuestionRightAfterAnotherGetsTheSameShare() {
        after(Duration.ofSeconds(10), new Usage(Duration.ofSeconds(1), 4096));
        loads.of(status(1));
        after(Duration.ofMillis(1), new Usage(Duration.ofSeconds(1), 8192));
        assertThat(loads.of(status(1))).contains(new Load(10, 8192));
    }

    @Test
    void anotherRunStartsAnew() {
        after(Duration.ofSeconds(10), new Usage(Duration.ofSeconds(9), 4096));
        loads.of(status(1));
        after(Duration.ofSeconds(10), new Usage(Duration.ofSeconds(1), 4096));
        assertThat(loads.of(status(2))).contains(new Load(5, 4096));
    }

    @Test
    void whatDoesNotRunCostsNothing() {
        runs = false;
        assertThat(loads.of(status(1))).isEmpty();
    }

    private void after(Duration time, Usage used) {
        now = now.plus(time);
        usage = used;
    }

    private static ServiceStatus status(int run) {
        return new ServiceStatus("web", "", "native", ServiceState.RUNNING, Health.NONE, "", OptionalLong.of(1),
                Optional.empty(), List.of(), run, 0, Optional.of(START), OptionalInt.empty(), "");
    }

    private final class Fixed implements Running {
        @Override
        public OptionalLong pid() {
            return OptionalLong.of(1);
        }

        @Override
        public Optional<String> container() {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<Exit> exited() {
            return new CompletableFuture<>();
        }

        @Override
        public void signal(Signal signal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Leftover> sweep(Duration grace) {
            return List.of();
        }

        @Override
        public int exec(List<String> command, Streams streams) {
            return 0;
        }

        @Override
        public ExecResult exec(List<String> command, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Usage usage() {
            return usage;
        }
    }
}
