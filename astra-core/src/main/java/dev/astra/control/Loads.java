package dev.astra.control;

import dev.astra.event.ServiceStatus;
import dev.astra.launch.Running;
import dev.astra.launch.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Tells what services cost, without waiting: the processor time between two questions, or since the start of the run at the first.
/// Safe for use by several threads.
public final class Loads {
    /// A shorter time between two questions says little; the earlier answer stands.
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final Function<String, Optional<Running>> running;
    private final Clock clock;
    private final Map<String, Sample> samples = new HashMap<>();

    /// @param running the present run of a service
    public Loads(Function<String, Optional<Running>> running, Clock clock) {
        this.running = running;
        this.clock = clock;
    }

    /// Empty when it does not run.
    public synchronized Optional<Load> of(ServiceStatus status) {
        Optional<Running> run = running.apply(status.service());
        if (run.isEmpty() || status.startedAt().isEmpty()) {
            samples.remove(status.service());
            return Optional.empty();
        }
        Usage usage = run.get().usage();
        Instant now = clock.instant();
        Sample before = samples.get(status.service());
        if (before == null || before.run != status.run()) {
            before = new Sample(status.run(), status.startedAt().get(), Duration.ZERO, 0);
        }
        Duration time = Duration.between(before.at, now);
        if (before.cpu != Duration.ZERO && time.compareTo(SHORTEST) < 0) {
            return Optional.of(new Load(before.percent, usage.memoryBytes()));
        }
        double percent = percent(usage.cpu().minus(before.cpu), time);
        samples.put(status.service(), new Sample(status.run(), now, usage.cpu(), percent));
        return Optional.of(new Load(percent, usage.memoryBytes()));
    }

    private static double percent(Duration cpu, Duration time) {
        if (time.isZero() || time.isNegative() || cpu.isNegative()) {
            return 0;
        }
        return Math.round(1_000.0 * cpu.toNanos() / time.toNanos()) / 10.0;
    }

    private record Sample(int run, Instant at, Duration cpu, double percent) {}
}
