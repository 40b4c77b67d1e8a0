package dev.astra.supervise;

import static dev.astra.model.ComposeDuration.format;

import dev.astra.event.Event;
import dev.astra.event.ServiceState;
import dev.astra.model.RestartPolicy;
import dev.astra.supervise.Phase.Why;
import java.time.Duration;

/// What comes after a run.
final class Aftermath {
    private final Machine machine;

    Aftermath(Machine machine) {
        this.machine = machine;
    }

    void ofRequestedEnd(Cell cell, String verdict, boolean clean) {
        if (cell.role != Cell.Role.COUNTS) {
            leave(cell, verdict);
            return;
        }
        cell.grace = null;
        cell.attempts = 0;
        if (cell.wanted) {
            cell.phase = new Phase.Waiting();
        } else {
            cell.phase = new Phase.Idle(ServiceState.STOPPED, verdict);
            machine.emit(new Effect.Publish(new Event.Stopped(cell.name(), verdict, clean)));
        }
    }

    void ofFailedLaunch(Cell cell, String reason) {
        if (cell.role == Cell.Role.NEWCOMER) {
            giveUp(cell, "could not start: " + reason);
            return;
        }
        if (cell.canGoBack()) {
            goBack(cell, "could not start: " + reason);
            return;
        }
        machine.notice(cell, "could not start: " + reason);
        cell.phase = new Phase.Idle(ServiceState.FAILED, reason);
    }

    /// @param why by itself, or unfit
    void ofOwnEnd(Cell cell, Why why, long now) {
        boolean success = why == Why.BY_ITSELF && cell.exit != null && cell.exit.success();
        String ended = why == Why.UNFIT ? cell.unfitReason : Statuses.ended(cell);
        String words = ended + Verdicts.left(cell);
        switch (cell.role) {
            case NEWCOMER -> giveUp(cell, words);
            case LEAVING -> leave(cell, words);
            case COUNTS -> restart(cell, words, success, now);
        }
    }

    private void restart(Cell cell, String words, boolean success, long now) {
        RestartPolicy policy = cell.service.common().restart();
        if (cell.canGoBack() && !cell.hasProven()) {
            goBack(cell, words);
            return;
        }
        cell.trial = false;
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

    /// A run beside the one that counts is over.
    private void leave(Cell cell, String verdict) {
        cell.phase = new Phase.Idle(ServiceState.STOPPED, verdict);
        Cell counts = machine.cell(cell.name());
        if (counts != null && counts.beside == cell) {
            counts.beside = null;
            if (cell.role == Cell.Role.LEAVING) {
                machine.notice(counts, "run %d took over from run %d: %s".formatted(counts.run, cell.run, verdict));
            }
        }
    }

    /// A newcomer did not get ready: what ran before it just goes on, and counts as the last good build from now on.
    private void giveUp(Cell cell, String failure) {
        Cell counts = machine.cell(cell.name());
        leave(cell, failure);
        if (counts != null) {
            counts.fallback = "the new build did not get ready: " + failure;
            counts.back = cell.canGoBack();
            machine.notice(counts, counts.fallback + "; the previous one runs on");
        }
    }

    /// The build that was on trial has failed it: the one before runs again, until there is another.
    private void goBack(Cell cell, String failure) {
        cell.trial = false;
        cell.back = true;
        cell.fallback = "the new build did not get ready: " + failure;
        cell.cause = cell.fallback;
        cell.attempts = 0;
        cell.phase = new Phase.Waiting();
        machine.notice(cell, cell.fallback + "; the previous one runs again");
    }
}
