package dev.astra.supervise;

import dev.astra.launch.Exit;
import dev.astra.launch.Hold;
import dev.astra.launch.Leftover;
import dev.astra.model.Hooks;
import dev.astra.model.Signal;
import dev.astra.supervise.Phase.Stage;
import dev.astra.supervise.Phase.Why;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a run comes to its end.
final class Ends {
    /// How long SIGKILL may take before the process is given up for lost; the kernel ends all but uninterruptible ones at once.
    static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    /// How long the look at what is to be killed may take.
    static final Duration WITNESS_PATIENCE = Duration.ofSeconds(3);

    private final Machine machine;
    private final Aftermath aftermath;

    Ends(Machine machine, Aftermath aftermath) {
        this.machine = machine;
        this.aftermath = aftermath;
    }

    /// Ends what runs on request, once its dependents that stop too have stopped.
    void requestEnd(Cell cell, long now) {
        cell.next = "";
        if (cell.beside != null) {
            requestEnd(cell.beside, now);
        }
        switch (cell.phase) {
            case Phase.Idle _ -> {
            }
            case Phase.Waiting _,Phase.Backoff _ -> aftermath.ofRequestedEnd(cell, "stopped before it ran", true);
            case Phase.Launching(int run, _, _) -> {
                cell.phase = new Phase.Launching(run, now, true);
                machine.emit(new Effect.CancelLaunch(cell.name(), run));
            }
            case Phase.Up(int run) -> cell.phase = new Phase.Ending(run, Why.REQUESTED, Stage.QUEUED, now);
            case Phase.Ending(int run, _, Stage stage, long since) ->
                cell.phase = new Phase.Ending(run, Why.REQUESTED, stage, since);
        }
        machine.touch(cell);
    }

    /// Kills what is on its way to an end, without any more patience.
    void endNow(Cell cell, long now) {
        if (cell.beside != null) {
            endNow(cell.beside, now);
        }
        if (cell.phase instanceof Phase.Ending ending) {
            switch (ending.stage()) {
                case QUEUED, HOOKS, SIGNALLED, WITNESSED -> kill(cell, ending, now);
                case SWEEPING -> machine.emit(new Effect.Sweep(cell.name(), ending.run(), Duration.ZERO));
                case KILLED -> {
                }
            }
        }
    }

    /// Ends a run that failed its healthcheck or a hook; the restart policy says what comes next.
    void endUnfit(Cell cell, String reason, long now) {
        cell.unfitReason = reason;
        machine.notice(cell, reason);
        cell.phase = new Phase.Ending(cell.run, Why.UNFIT, Stage.QUEUED, now);
        machine.touch(cell);
    }

    void beginStop(Cell cell, long now) {
        if (!(cell.phase instanceof Phase.Ending ending)) {
            return;
        }
        Duration grace = cell.graceOrOwn();
        if (grace.isZero()) {
            kill(cell, ending, now);
            return;
        }
        if (ending.why() == Why.UNFIT && cell.noted == null) {
            witness(cell, ending, now);
            return;
        }
        machine.emit(new Effect.Arm(cell.name(), ending.run(), Input.Timer.GRACE, now + grace.toNanos()));
        cell.phase = new Phase.Ending(ending.run(), ending.why(), Stage.HOOKS, now);
        Hooks hooks = cell.hooks();
        if (hooks.preStop().isEmpty()) {
            signal(cell);
        } else {
            machine.emit(new Effect.RunHooks(cell.name(), ending.run(), hooks.preStop(), true));
        }
        machine.touch(cell);
    }

    /// Its pre_stop hooks are done.
    void hooked(Cell cell, String problem) {
        if (cell.isEnding(Stage.HOOKS)) {
            if (!problem.isEmpty()) {
                machine.notice(cell, "a pre_stop hook failed: " + problem);
            }
            signal(cell);
            machine.touch(cell);
        }
    }

    private void signal(Cell cell) {
        if (cell.phase instanceof Phase.Ending ending) {
            machine.emit(new Effect.SendSignal(cell.name(), ending.run(), cell.service.common().stop().signal()));
            machine.emit(new Effect.Wake(cell.name(), ending.run()));
            cell.phase = ending.at(Stage.SIGNALLED);
        }
    }

    private void witness(Cell cell, Phase.Ending ending, long now) {
        machine.emit(new Effect.Witness(cell.name(), ending.run()));
        machine.emit(
                new Effect.Arm(cell.name(), ending.run(), Input.Timer.WITNESS, now + WITNESS_PATIENCE.toNanos()));
        cell.phase = ending.at(Stage.WITNESSED);
        machine.touch(cell);
    }

    /// What was to be noted is. Who is in a debugger's hands has another grace.
    void witnessed(Cell cell, Optional<Hold> hold, String noted, long now) {
        if (!cell.isEnding(Stage.WITNESSED) || !(cell.phase instanceof Phase.Ending ending)) {
            return;
        }
        cell.hold = hold;
        if (cell.late && cell.hold.filter(Hold::byDebugger).isPresent()) {
            cell.late = false;
            cell.phase = ending.at(Stage.SIGNALLED);
            Duration again = cell.graceOrOwn();
            machine.emit(new Effect.Arm(cell.name(), ending.run(), Input.Timer.GRACE, now + again.toNanos()));
            machine.touch(cell);
            return;
        }
        cell.noted = noted;
        if (cell.late) {
            kill(cell, ending, now);
        } else {
            beginStop(cell, now);
        }
    }

    private void kill(Cell cell, Phase.Ending ending, long now) {
        machine.emit(new Effect.SendSignal(cell.name(), ending.run(), Signal.KILL));
        machine.emit(new Effect.Arm(cell.name(), ending.run(), Input.Timer.KILL, now + KILL_PATIENCE.toNanos()));
        cell.phase = ending.at(Stage.KILLED);
        machine.touch(cell);
    }

    void graceOver(Cell cell, long now) {
        if (!(cell.phase instanceof Phase.Ending ending)) {
            return;
        }
        switch (ending.stage()) {
            case HOOKS, SIGNALLED -> {
                cell.late = true;
                witness(cell, ending, now);
            }
            case QUEUED, WITNESSED, KILLED, SWEEPING -> {
            }
        }
    }

    void killOver(Cell cell, long now) {
        if (cell.isEnding(Stage.KILLED)) {
            exited(cell, new Exit.Lost("does not end even after SIGKILL"), now);
        }
    }

    void exited(Cell cell, Exit exit, long now) {
        switch (cell.phase) {
            case Phase.Up(int run) -> sweep(cell, exit, new Phase.Ending(run, Why.BY_ITSELF, Stage.SWEEPING, now), now);
            case Phase.Ending ending when ending.stage() != Stage.SWEEPING -> sweep(cell, exit, ending, now);
            case Phase.Ending _,Phase.Idle _,Phase.Waiting _,Phase.Launching _,Phase.Backoff _ -> {
            }
        }
    }

    private void sweep(Cell cell, Exit exit, Phase.Ending ending, long now) {
        cell.exit = exit;
        cell.lifetime = Duration.ofNanos(now - cell.startedNanos);
        if (cell.hasProven()) {
            cell.good = cell.run;
        }
        boolean killed = ending.stage() == Stage.KILLED;
        Duration own = cell.graceOrOwn();
        Duration left = ending.why() == Why.BY_ITSELF ? own : own.minusNanos(now - ending.since());
        Duration grace = killed || left.isNegative() ? Duration.ZERO : left;
        machine.emit(new Effect.Sweep(cell.name(), ending.run(), grace));
        cell.needsKill |= killed;
        cell.phase = ending.at(Stage.SWEEPING);
        machine.touch(cell);
    }

    void swept(Cell cell, List<Leftover> leftovers, long now) {
        if (!cell.isEnding(Stage.SWEEPING) || !(cell.phase instanceof Phase.Ending ending)) {
            return;
        }
        cell.leftovers = leftovers;
        if (ending.why() == Why.REQUESTED || !cell.wanted) {
            aftermath.ofRequestedEnd(cell, Verdicts.stopped(cell, now - ending.since()), Verdicts.clean(cell));
        } else {
            aftermath.ofOwnEnd(cell, ending.why(), now);
        }
        machine.touch(cell);
    }
}
