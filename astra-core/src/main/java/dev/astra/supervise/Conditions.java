package dev.astra.supervise;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.model.Dependency;
import dev.astra.model.RestartPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Whether a service's dependencies let it start, and if not, why.
final class Conditions {
    private final Map<String, Cell> cells;

    Conditions(Map<String, Cell> cells) {
        this.cells = cells;
    }

    /// What the dependencies of a service say.
    sealed interface Verdict {
        record Go() implements Verdict {}

        /// @param reason such as `postgres (starting)`
        record Wait(String reason) implements Verdict {}

        /// As things stand it will not come true.
        record Never(String reason) implements Verdict {}
    }

    Verdict of(Cell cell) {
        if (cell.alone) {
            return new Verdict.Go();
        }
        List<String> waits = new ArrayList<>();
        for (Dependency dependency : cell.service.common().dependsOn()) {
            switch (of(dependency)) {
                case Verdict.Go _ -> {
                }
                case Verdict.Wait(String reason) -> waits.add(reason);
                case Verdict.Never(String reason) -> {
                    if (dependency.required()) {
                        return new Verdict.Never(reason);
                    }
                }
            }
        }
        return waits.isEmpty() ? new Verdict.Go() : new Verdict.Wait(String.join(", ", waits));
    }

    /// Whether one that waits does so for something that nobody wants to run: without a further command it waits for ever.
    boolean waitsInVain(Cell cell) {
        return !cell.alone && cell.service.common()
                .dependsOn()
                .stream()
                .map(each -> cells.get(each.service()))
                .anyMatch(
                        target -> target != null && switch (target.phase) {
                            case Phase.Idle(ServiceState state, _) -> state == ServiceState.STOPPED && !target.wanted;
                            case Phase.Waiting _ -> waitsInVain(target);
                            case Phase.Launching _,Phase.Up _,Phase.Ending _,Phase.Backoff _ -> false;
                        });
    }

    private Verdict of(Dependency dependency) {
        Cell target = cells.get(dependency.service());
        if (target == null) {
            return new Verdict.Never(dependency.service() + " is not part of the stack");
        }
        return switch (target.phase) {
            case Phase.Idle(ServiceState state, String reason) -> ofEnded(dependency, target, state, reason);
            case Phase.Waiting() -> switch (of(target)) {
                case Verdict.Go() -> new Verdict.Wait(target.name() + " (pending)");
                case Verdict.Wait(String reason) -> new Verdict.Wait(target.name() + ", which waits for " + reason);
                case Verdict.Never(String reason) -> new Verdict.Never(target.name() + " was skipped: " + reason);
            };
            case Phase.Launching _ -> new Verdict.Wait(target.name() + starting(target));
            case Phase.Up _ -> ofRunning(dependency, target);
            case Phase.Ending _ -> new Verdict.Wait(target.name() + " (stopping)");
            case Phase.Backoff(_, String reason) -> new Verdict.Wait(target.name() + " (backoff: " + reason + ")");
        };
    }

    private static Verdict ofRunning(Dependency dependency, Cell target) {
        return switch (dependency.condition()) {
            case SERVICE_STARTED -> new Verdict.Go();
            case SERVICE_COMPLETED_SUCCESSFULLY -> new Verdict.Wait(target.name() + " to complete (running)");
            case SERVICE_HEALTHY -> {
                if (target.ready()) {
                    yield new Verdict.Go();
                }
                boolean stuck = target.health == Health.UNHEALTHY
                        && target.service.common().restart().mode() == RestartPolicy.Mode.NO;
                yield stuck
                        ? new Verdict.Never(target.name() + " is unhealthy: " + target.healthDetail)
                        : new Verdict.Wait(target.name() + " ("
                                + target.hold.map(hold -> "paused: " + hold.words()).orElse(target.health.word())
                                + ")");
            }
        };
    }

    private static Verdict ofEnded(Dependency dependency, Cell target, ServiceState state, String reason) {
        return switch (state) {
            case EXITED -> dependency.condition() == Dependency.Condition.SERVICE_HEALTHY
                    ? new Verdict.Never(target.name() + " exited 0 and is not running any more")
                    : new Verdict.Go();
            case FAILED, HELD -> new Verdict.Never(target.name() + " " + state.word() + ": " + reason);
            case STOPPED, PENDING, STARTING, RUNNING, PAUSED, STOPPING, BACKOFF, SKIPPED, BUILDING -> new Verdict.Wait(
                    target.name() + " (stopped)");
        };
    }

    private static String starting(Cell target) {
        return target.progress.isEmpty() ? " (starting)" : " (" + Objects.requireNonNull(target.progress) + ")";
    }
}
