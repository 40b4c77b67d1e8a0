package dev.astra.supervise;

import static dev.astra.model.ComposeDuration.format;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.launch.Exit;
import dev.astra.model.ContainerService;
import dev.astra.model.NativeService;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is shown of a service, with a reason for all that is not running and healthy.
final class Statuses {
    private final Conditions conditions;
    private final String containerEngine;

    /// @param containerEngine what runs services with an image: `docker` or `embedded`
    Statuses(Conditions conditions, String containerEngine) {
        this.conditions = conditions;
        this.containerEngine = containerEngine;
    }

    ServiceStatus of(Cell cell) {
        Shown shown = shown(cell);
        boolean alive = cell.phase instanceof Phase.Up
                || cell.phase instanceof Phase.Ending(_, _, var stage, _) && stage != Phase.Stage.SWEEPING;
        Exit exit = cell.exit;
        String engine = switch (cell.service) {
            case NativeService _ -> "native";
            case ContainerService _ -> containerEngine;
        };
        return new ServiceStatus(cell.name(), cell.service.common().group(), engine, shown.state,
                alive ? cell.health : Health.NONE, shown.reason, alive ? cell.pid : OptionalLong.empty(),
                cell.container, alive && !cell.ports.isEmpty() ? cell.ports : cell.service.common().ports(), cell.run,
                cell.restarts,
                alive ? Optional.ofNullable(cell.startedAt) : Optional.empty(),
                exit instanceof Exit.Code(int code) ? OptionalInt.of(code) : OptionalInt.empty(),
                exit instanceof Exit.Signalled(String signal, _) ? signal : "");
    }

    private record Shown(ServiceState state, String reason) {}

    private Shown shown(Cell cell) {
        return switch (cell.phase) {
            case Phase.Idle(ServiceState state, String reason) -> new Shown(state, reason);
            case Phase.Waiting() -> switch (conditions.of(cell)) {
                case Conditions.Verdict.Go() -> new Shown(ServiceState.PENDING,
                        cell.beside == null ? "is about to start" : "waits for the end of its other run");
                case Conditions.Verdict.Wait(String reason) -> new Shown(ServiceState.PENDING, "waits for " + reason);
                case Conditions.Verdict.Never(String reason) -> new Shown(ServiceState.SKIPPED, reason);
            };
            case Phase.Launching(_, _, boolean cancelled) -> cancelled
                    ? new Shown(ServiceState.STOPPING, "its start was called off")
                    : new Shown(ServiceState.STARTING, cell.progress.isEmpty() ? "is being started" : cell.progress);
            case Phase.Up _ -> up(cell);
            case Phase.Ending ending -> ending(cell, ending);
            case Phase.Backoff(_, String reason) -> new Shown(ServiceState.BACKOFF, reason);
        };
    }

    private static Shown up(Cell cell) {
        if (!cell.hooked) {
            return new Shown(ServiceState.STARTING, "its post_start hooks run");
        }
        if (cell.hold.isPresent()) {
            return new Shown(ServiceState.PAUSED, cell.hold.get().words());
        }
        return switch (cell.health) {
            case NONE, HEALTHY -> new Shown(ServiceState.RUNNING,
                    running(cell));
            case STARTING -> new Shown(ServiceState.STARTING,
                    cell.healthDetail.isEmpty() ? "its first health probe is on its way" : cell.healthDetail);
            case UNHEALTHY -> new Shown(cell.everHealthy ? ServiceState.RUNNING : ServiceState.STARTING,
                    "unhealthy: " + cell.healthDetail);
        };
    }

    private static String running(Cell cell) {
        if (cell.beside != null && cell.beside.role == Cell.Role.NEWCOMER) {
            return "a new build is starting beside it";
        }
        return cell.outdated.isEmpty() && !cell.fallback.isEmpty()
                ? cell.fallback + "; running the previous one"
                : cell.outdated;
    }

    private Shown ending(Cell cell, Phase.Ending ending) {
        String why = switch (ending.why()) {
            case REQUESTED -> "";
            case BY_ITSELF -> "";
            case UNFIT -> cell.unfitReason + "; ";
        };
        return switch (ending.stage()) {
            case QUEUED -> new Shown(ServiceState.STOPPING, "waits for its dependents to stop");
            case HOOKS -> new Shown(ServiceState.STOPPING, why + "its pre_stop hooks run");
            case SIGNALLED -> new Shown(ServiceState.STOPPING, why + "was sent " + cell.service.common().stop().signal()
                    + cell.hold.map(hold -> "; its end waits: " + hold.words())
                            .orElseGet(() -> ", has " + format(cell.graceOrOwn()) + " to end"));
            case WITNESSED -> new Shown(ServiceState.STOPPING, why + "what it is doing is being noted");
            case KILLED -> new Shown(ServiceState.STOPPING, why + "was sent SIGKILL");
            case SWEEPING -> ending.why() == Phase.Why.BY_ITSELF
                    ? new Shown(endState(cell), ended(cell) + "; what it left is being ended")
                    : new Shown(ServiceState.STOPPING, why + "what it left is being ended");
        };
    }

    /// Exited or failed, by how its last run ended.
    static ServiceState endState(Cell cell) {
        return cell.exit != null && cell.exit.success() ? ServiceState.EXITED : ServiceState.FAILED;
    }

    /// How its last run ended, such as `exited 3 after 40ms`.
    static String ended(Cell cell) {
        if (cell.exit == null) {
            return "did not start";
        }
        return cell.exit.describe() + " after " + format(cell.lifetime);
    }
}
