package dev.astra.cli.console;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What progress shows of one service.
///
/// @param since when it came into its state
/// @param work what goes on on the way to its start, such as a download; empty: nothing
/// @param fraction how much of the work is done, 0 to 1
/// @param readyAfter how long its present run took to get ready; empty: it is not, or was before anybody looked
/// @param verdict how it stopped; empty: it did not
record ProgressRow(
        ServiceStatus status, Instant since, String work, Optional<Double> fraction, Optional<Duration> readyAfter,
        String verdict) {
    private static final int BAR = 20;

    static ProgressRow of(ServiceStatus status, Instant now) {
        return new ProgressRow(status, now, "", Optional.empty(), Optional.empty(), "");
    }

    ProgressRow withStatus(ServiceStatus next, Instant now) {
        boolean same = next.state() == status.state() && next.run() == status.run();
        Optional<Duration> took = !next.ready()
                ? Optional.empty()
                : status.ready() && same
                        ? readyAfter
                        : Optional.of(Duration.between(next.startedAt().orElse(since), now));
        boolean working = next.state() == ServiceState.PENDING || next.state() == ServiceState.BUILDING;
        return new ProgressRow(next, same ? since : now, working ? work : "", working ? fraction : Optional.empty(),
                took,
                next.state() == ServiceState.STOPPED ? verdict : "");
    }

    ProgressRow withWork(String text, Optional<Double> done) {
        return new ProgressRow(status, since, text, done, readyAfter, verdict);
    }

    ProgressRow withVerdict(String text) {
        return new ProgressRow(status, since, "", Optional.empty(), readyAfter, text);
    }

    String name() {
        return SafeText.plain(status.service());
    }

    /// Whether it ended in another way than it should.
    boolean failed() {
        return switch (status.state()) {
            case FAILED, HELD, SKIPPED -> true;
            case RUNNING -> status.health() == Health.UNHEALTHY;
            case PENDING, STARTING, PAUSED, STOPPING, BACKOFF, EXITED, STOPPED, BUILDING -> false;
        };
    }

    /// Whether nothing more is to be expected of its start.
    boolean settled() {
        return status.ready() || failed() || status.state() == ServiceState.EXITED
                || status.state() == ServiceState.STOPPED;
    }

    /// Its state in words, without times that run.
    String words() {
        if (!work.isEmpty()) {
            return SafeText.plain(work);
        }
        if (!verdict.isEmpty()) {
            return SafeText.plain(verdict);
        }
        String reason = SafeText.plain(status.reason());
        if (status.ready()) {
            return readyAfter.map(took -> "ready in " + Amounts.duration(took)).orElse("ready");
        }
        String word = status.state() == ServiceState.EXITED
                ? "completed"
                : status.state() == ServiceState.RUNNING ? status.health().word() : status.state().word();
        return reason.isEmpty() ? word : word + ": " + reason;
    }

    /// The words with what changes by itself: a bar, or the time that it has been so.
    String liveWords(Instant now) {
        if (fraction.isPresent()) {
            int full = (int) Math.round(BAR * Math.clamp(fraction.get(), 0.0, 1.0));
            return "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] "
                    + DisplayWidth.padLeft(Math.round(100 * Math.clamp(fraction.get(), 0.0, 1.0)) + "%", 4) + " "
                    + words();
        }
        boolean runs = !settled() && status.state() != ServiceState.PENDING || !work.isEmpty();
        Duration time = Duration.between(since, now);
        return runs ? DisplayWidth.pad(Amounts.duration(tenths(time)), 6) + " " + words() : words();
    }

    /// A live view that counted milliseconds would flicker.
    private static Duration tenths(Duration time) {
        return Duration.ofMillis(Math.max(0, time.toMillis()) / 100 * 100);
    }
}
