package dev.astra.supervise;

import static dev.astra.model.ComposeDuration.format;

import dev.astra.event.Event;
import dev.astra.event.ServiceState;
import dev.astra.launch.Exit;
import dev.astra.launch.Hold;
import dev.astra.launch.Leftover;
import dev.astra.model.ContainerService;
import dev.astra.model.Hooks;
import dev.astra.model.NativeService;
import dev.astra.model.RestartPolicy;
import dev.astra.model.Signal;
import dev.astra.supervise.Phase.Stage;
import dev.astra.supervise.Phase.Why;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one service gets from phase to phase: start, end, and what comes after an end.
final class Lifecycle {
    /// How long SIGKILL may take before the process is given up for lost; the kernel ends all but uninterruptible ones at once.
    static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    /// How long the look at what is to be killed may take.
    static final Duration WITNESS_PATIENCE = Duration.ofSeconds(3);

    private final Machine machine;

    Lifecycle(Machine machine) {
        this.machine = machine;
    }

    // Starting

    void launch(Cell cell, long now) {
        cell.beginRun(now);
        cell.phase = new Phase.Launching(cell.run, now, false);
        machine.emit(new Effect.Launch(cell.service, cell.run, cell.cause));
        cell.cause = "";
        machine.touch(cell);
    }

    void launched(Input.Launched launched, long now) {
        Cell cell = launching(launched.service(), launched.run());
        if (cell == null || !(cell.phase instanceof Phase.Launching(int run, long since, boolean cancelled))) {
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
            Hooks hooks = hooks(cell);
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

    void launchFailed(String service, int run, String reason, long now) {
        Cell cell = launching(service, run);
        if (cell == null || !(cell.phase instanceof Phase.Launching(_, _, boolean cancelled))) {
            return;
        }
        if (cancelled) {
            afterRequestedEnd(cell, "its start was called off", true);
        } else {
            cell.unfitReason = reason;
            machine.notice(cell, "could not start: " + reason);
            cell.phase = new Phase.Idle(ServiceState.FAILED, reason);
        }
        machine.touch(cell);
    }

    void progressed(Input.Progressed progressed) {
        Cell cell = launching(progressed.service(), progressed.run());
        if (cell != null) {
            cell.progress = progressed.text();
            machine.emit(new Effect.Publish(
                    new Event.Progress(cell.name(), progressed.text(), progressed.fraction())));
            machine.touch(cell);
        }
    }

    void hooked(Input.Hooked hooked, long now) {
        Cell cell = machine.cell(hooked.service());
        if (cell == null) {
            return;
        }
        if (!hooked.beforeStop() && cell.isUp(hooked.run())) {
            if (hooked.problem().isEmpty()) {
                begin(cell, now);
            } else {
                endUnfit(cell, "a post_start hook failed: " + hooked.problem(), now);
            }
            machine.touch(cell);
        } else if (hooked.beforeStop() && ending(cell, hooked.run(), Stage.HOOKS)) {
            if (!hooked.problem().isEmpty()) {
                machine.notice(cell, "a pre_stop hook failed: " + hooked.problem());
            }
            signal(cell);
            machine.touch(cell);
        }
    }

    // Ending

    /// Ends what runs on request, once its dependents that stop too have stopped.
    void requestEnd(Cell cell, long now) {
        switch (cell.phase) {
            case Phase.Idle _ -> {
            }
            case Phase.Waiting _,Phase.Backoff _ -> afterRequestedEnd(cell, "stopped before it ran", true);
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
        Hooks hooks = hooks(cell);
        if (hooks.preStop().isEmpty()) {
            signal(cell);
        } else {
            machine.emit(new Effect.RunHooks(cell.name(), ending.run(), hooks.preStop(), true));
        }
        machine.touch(cell);
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
    void witnessed(Input.Witnessed witnessed, long now) {
        Cell cell = machine.cell(witnessed.service());
        if (cell == null || !ending(cell, witnessed.run(), Stage.WITNESSED)
                || !(cell.phase instanceof Phase.Ending ending)) {
            return;
        }
        cell.hold = witnessed.hold();
        if (cell.late && cell.hold.filter(Hold::byDebugger).isPresent()) {
            cell.late = false;
            cell.phase = ending.at(Stage.SIGNALLED);
            Duration again = cell.graceOrOwn();
            machine.emit(new Effect.Arm(cell.name(), ending.run(), Input.Timer.GRACE, now + again.toNanos()));
            machine.touch(cell);
            return;
        }
        cell.noted = witnessed.noted();
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

    void graceOver(String service, int run, long now) {
        Cell cell = machine.cell(service);
        if (cell == null || !(cell.phase instanceof Phase.Ending ending) || ending.run() != run) {
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

    void killOver(String service, int run, long now) {
        Cell cell = machine.cell(service);
        if (cell != null && ending(cell, run, Stage.KILLED)) {
            exited(service, run, new Exit.Lost("does not end even after SIGKILL"), now);
        }
    }

    void exited(String service, int run, Exit exit, long now) {
        Cell cell = machine.cell(service);
        if (cell == null || cell.run != run) {
            return;
        }
        switch (cell.phase) {
            case Phase.Up _ -> sweep(cell, exit, new Phase.Ending(run, Why.BY_ITSELF, Stage.SWEEPING, now), now);
            case Phase.Ending ending when ending.stage() != Stage.SWEEPING -> sweep(cell, exit, ending, now);
            case Phase.Ending _,Phase.Idle _,Phase.Waiting _,Phase.Launching _,Phase.Backoff _ -> {
            }
        }
    }

    private void sweep(Cell cell, Exit exit, Phase.Ending ending, long now) {
        cell.exit = exit;
        cell.lifetime = Duration.ofNanos(now - cell.startedNanos);
        boolean killed = ending.stage() == Stage.KILLED;
        Duration own = cell.graceOrOwn();
        Duration left = ending.why() == Why.BY_ITSELF ? own : own.minusNanos(now - ending.since());
        Duration grace = killed || left.isNegative() ? Duration.ZERO : left;
        machine.emit(new Effect.Sweep(cell.name(), ending.run(), grace));
        cell.needsKill |= killed;
        cell.phase = ending.at(Stage.SWEEPING);
        machine.touch(cell);
    }

    void swept(String service, int run, List<Leftover> leftovers, long now) {
        Cell cell = machine.cell(service);
        if (cell == null || !ending(cell, run, Stage.SWEEPING) || !(cell.phase instanceof Phase.Ending ending)) {
            return;
        }
        cell.leftovers = leftovers;
        if (ending.why() == Why.REQUESTED || !cell.wanted) {
            afterRequestedEnd(cell, Verdicts.stopped(cell, now - ending.since()), Verdicts.clean(cell));
        } else {
            afterOwnEnd(cell, ending.why(), now);
        }
        machine.touch(cell);
    }

    private void afterRequestedEnd(Cell cell, String verdict, boolean clean) {
        cell.grace = null;
        cell.attempts = 0;
        if (cell.wanted) {
            cell.phase = new Phase.Waiting();
        } else {
            cell.phase = new Phase.Idle(ServiceState.STOPPED, verdict);
            machine.emit(new Effect.Publish(new Event.Stopped(cell.name(), verdict, clean)));
        }
    }

    private void afterOwnEnd(Cell cell, Why why, long now) {
        RestartPolicy policy = cell.service.common().restart();
        boolean success = why == Why.BY_ITSELF && cell.exit != null && cell.exit.success();
        String ended = why == Why.UNFIT ? cell.unfitReason : Statuses.ended(cell);
        String words = ended + Verdicts.left(cell);
        if (!Backoff.restarts(policy, success)) {
            cell.phase = new Phase.Idle(success ? ServiceState.EXITED : ServiceState.FAILED, words);
            if (!success || !cell.leftovers.isEmpty()) {
                machine.notice(cell, words);
            }
            return;
        }
        boolean good = (cell.service.common().healthcheck().isEmpty() || cell.everHealthy)
                && cell.lifetime.compareTo(policy.window()) >= 0;
        cell.attempts = good ? 1 : cell.attempts + 1;
        if (policy.maxAttempts() > 0 && cell.attempts > policy.maxAttempts()) {
            String held = "gave up after %d restarts: %s".formatted(policy.maxAttempts(), words);
            cell.phase = new Phase.Idle(ServiceState.HELD, held);
            machine.notice(cell, held);
            return;
        }
        Duration delay = Backoff.delay(policy, cell.attempts, cell.name(), cell.run);
        String limit = policy.maxAttempts() > 0 ? " of " + policy.maxAttempts() : "";
        String reason = "%s; restart %d%s in %s".formatted(words, cell.attempts, limit, format(delay));
        cell.phase = new Phase.Backoff(now + delay.toNanos(), reason);
        machine.emit(new Effect.Arm(cell.name(), cell.run, Input.Timer.BACKOFF, now + delay.toNanos()));
        machine.notice(cell, reason);
    }

    void backoffOver(String service, int run) {
        Cell cell = machine.cell(service);
        if (cell != null && cell.run == run && cell.phase instanceof Phase.Backoff) {
            cell.restarts++;
            cell.cause = "restart " + cell.attempts + " after: " + Statuses.ended(cell);
            cell.phase = new Phase.Waiting();
            machine.touch(cell);
        }
    }

    private @Nullable Cell launching(String service, int run) {
        Cell cell = machine.cell(service);
        return cell != null && cell.phase instanceof Phase.Launching(int current, _, _) && current == run ? cell : null;
    }

    private static boolean ending(Cell cell, int run, Stage stage) {
        return cell.phase instanceof Phase.Ending ending && ending.run() == run && ending.stage() == stage;
    }

    private static Hooks hooks(Cell cell) {
        return switch (cell.service) {
            case NativeService service -> service.hooks();
            case ContainerService service -> service.hooks();
        };
    }
}
