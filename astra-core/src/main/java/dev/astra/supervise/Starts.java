package dev.astra.supervise;

import dev.astra.event.Event;
import dev.astra.launch.Generation;
import dev.astra.model.Hooks;
import dev.astra.supervise.Phase.Stage;
import dev.astra.supervise.Phase.Why;

/// How a run comes to life.
final class Starts {
    private final Machine machine;
    private final Ends ends;
    private final Aftermath aftermath;

    Starts(Machine machine, Ends ends, Aftermath aftermath) {
        this.machine = machine;
        this.ends = ends;
        this.aftermath = aftermath;
    }

    void launch(Cell cell, long now) {
        cell.beginRun(now);
        cell.phase = new Phase.Launching(cell.run, now, false);
        Generation generation = new Generation(cell.run, cell.good, cell.back,
                cell.role == Cell.Role.NEWCOMER);
        machine.emit(new Effect.Launch(cell.service, generation, cell.cause));
        cell.cause = "";
        machine.touch(cell);
    }

    void launched(Cell cell, Input.Launched launched, long now) {
        if (!(cell.phase instanceof Phase.Launching(int run, long since, boolean cancelled))) {
            return;
        }
        cell.pid = launched.pid();
        cell.container = launched.container();
        cell.ports = launched.ports();
        cell.startedAt = launched.at();
        cell.startedNanos = now;
        cell.progress = "";
        if (cancelled) {
            cell.phase = new Phase.Ending(run, Why.REQUESTED, Stage.QUEUED, since);
        } else {
            cell.phase = new Phase.Up(run);
            Hooks hooks = cell.hooks();
            if (hooks.postStart().isEmpty()) {
                begin(cell, now);
            } else {
                machine.emit(new Effect.RunHooks(cell.name(), run, hooks.postStart(), false));
            }
        }
        machine.touch(cell);
    }

    /// The start of what can be judged: hooks are done, probes begin.
    private void begin(Cell cell, long now) {
        cell.hooked = true;
        cell.readyNanos = now;
        if (cell.service.common().healthcheck().isPresent()) {
            machine.emit(new Effect.Probe(cell.name(), cell.run));
        }
    }

    void launchFailed(Cell cell, String reason) {
        if (!(cell.phase instanceof Phase.Launching(_, _, boolean cancelled))) {
            return;
        }
        if (cancelled) {
            aftermath.ofRequestedEnd(cell, "its start was called off", true);
        } else {
            cell.unfitReason = reason;
            aftermath.ofFailedLaunch(cell, reason);
        }
        machine.touch(cell);
    }

    void progressed(Cell cell, Input.Progressed progressed) {
        if (cell.phase instanceof Phase.Launching) {
            cell.progress = progressed.text();
            machine.emit(new Effect.Publish(
                    new Event.Progress(cell.name(), progressed.text(), progressed.fraction())));
            machine.touch(cell);
        }
    }

    void hooked(Cell cell, String problem, long now) {
        if (!(cell.phase instanceof Phase.Up)) {
            return;
        }
        if (problem.isEmpty()) {
            begin(cell, now);
        } else {
            ends.endUnfit(cell, "a post_start hook failed: " + problem, now);
        }
        machine.touch(cell);
    }

    void backoffOver(Cell cell) {
        if (cell.phase instanceof Phase.Backoff) {
            cell.restarts++;
            cell.cause = "restart " + cell.attempts + " after: " + Statuses.ended(cell);
            cell.phase = new Phase.Waiting();
            machine.touch(cell);
        }
    }
}
