package dev.astra.supervise;

import static dev.astra.model.ComposeDuration.format;

import dev.astra.event.Health;
import dev.astra.launch.Hold;
import dev.astra.model.Healthcheck;
import dev.astra.model.Probe;
import dev.astra.model.RestartPolicy;
import java.time.Duration;
import java.util.Optional;

/// What probe results mean. While a service starts, it is asked every `start_interval`, and failures do not count until its
/// `start_period`, or one `interval` where that is longer, is over. From then on, or once it was healthy, it is asked every
/// `interval`, and `retries` failures in a row make it unhealthy. An unhealthy service with a restart policy is restarted, and a new
/// build on trial ended.
/// A failure while a debugger or SIGSTOP holds the service does not count.
final class HealthRules {
    /// Of two that share a port either may answer, by chance: that the old one answers all of so many is one chance in 256.
    private static final int PROBES_OF_A_NEWCOMER = 8;

    private final Machine machine;
    private final Ends ends;

    HealthRules(Machine machine, Ends ends) {
        this.machine = machine;
        this.ends = ends;
    }

    void due(Cell cell) {
        if (cell.isUp()) {
            machine.emit(new Effect.Probe(cell.name(), cell.run));
        }
    }

    void probed(Cell cell, Input.Probed probed, long now) {
        if (!cell.isUp() || cell.service.common().healthcheck().isEmpty()) {
            return;
        }
        Healthcheck check = cell.service.common().healthcheck().get();
        if (probed.result().well()) {
            cell.hold = Optional.empty();
            well(cell, now);
        } else if (probed.hold().isPresent()) {
            cell.hold = probed.hold(); // who is held can't answer: that says nothing about its health
        } else {
            cell.hold = Optional.empty();
            failed(cell, check, probed.result().detail(), now);
        }
        if (cell.isUp()) {
            Duration next = cell.everHealthy || !starting(cell, check, now) ? check.interval() : check.startInterval();
            machine.emit(new Effect.Arm(cell.name(), probed.run(), Input.Timer.PROBE, now + next.toNanos()));
        }
        machine.touch(cell);
    }

    /// A debugger that is only attached holds nothing until a probe fails.
    void held(Cell cell, Optional<Hold> hold) {
        boolean known = hold.filter(each -> each.kind() == Hold.Kind.ATTACHED).isPresent();
        if (cell.isUp() && !known) {
            cell.hold = hold;
            machine.touch(cell);
        }
    }

    private void well(Cell cell, long now) {
        if (cell.role == Cell.Role.NEWCOMER && sharesPort(cell) && ++cell.wellInARow < PROBES_OF_A_NEWCOMER) {
            return;
        }
        if (cell.health != Health.HEALTHY) {
            cell.readyNanos = now;
            if (cell.everHealthy) {
                machine.notice(cell, "healthy again");
            }
        }
        cell.everHealthy = true;
        cell.trial = false;
        cell.failures = 0;
        cell.health = Health.HEALTHY;
        cell.healthDetail = "";
    }

    private void failed(Cell cell, Healthcheck check, String detail, long now) {
        if (cell.beside != null) {
            return; // the two may share a port: it is not known whom of them the probe has asked
        }
        cell.healthDetail = detail;
        cell.wellInARow = 0;
        if (!cell.everHealthy && starting(cell, check, now)) {
            return;
        }
        cell.failures++;
        if (cell.failures < check.retries()) {
            return;
        }
        String reason = "unhealthy: %d probes in a row failed, the last: %s".formatted(cell.failures, detail);
        if (cell.service.common().restart().mode() != RestartPolicy.Mode.NO || cell.canGoBack()
                || cell.role == Cell.Role.NEWCOMER) {
            cell.health = Health.UNHEALTHY;
            ends.endUnfit(cell, reason, now);
        } else if (cell.health != Health.UNHEALTHY) {
            cell.health = Health.UNHEALTHY;
            machine.notice(cell, reason + " (running for " + format(Duration.ofNanos(now - cell.startedNanos)) + ")");
        }
    }

    private static boolean sharesPort(Cell cell) {
        return cell.service.common().healthcheck().map(Healthcheck::probe).map(probe -> switch (probe) {
            case Probe.Http _,Probe.Tcp _ -> true;
            case Probe.Exec _,Probe.Log _ -> false;
        }).orElse(false);
    }

    private static boolean starting(Cell cell, Healthcheck check, long now) {
        long period = Math.max(check.startPeriod().toNanos(), check.interval().toNanos());
        return now - cell.startedNanos < period;
    }
}
