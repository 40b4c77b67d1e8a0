package dev.astra.supervise;

import static dev.astra.model.ComposeDuration.format;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A command that is not answered yet: what it expects of each service, and what became of it.
final class Order {
    private final long id;
    private final long since;
    private final Map<String, Goal> goals = new LinkedHashMap<>();
    private final Map<String, Answer.Outcome> outcomes = new LinkedHashMap<>();
    /// Whether a service that fails but will be tried again leaves the command unanswered.
    private boolean patient = true;

    Order(long id, long since) {
        this.id = id;
        this.since = since;
    }

    /// What is expected of a service.
    private sealed interface Goal {
        /// @param fromRun the first run that counts
        record Ready(int fromRun) implements Goal {}

        record Stopped() implements Goal {}
    }

    long id() {
        return id;
    }

    boolean open() {
        return !goals.isEmpty();
    }

    Answer answer() {
        return new Answer(outcomes);
    }

    Order expectReady(Cell cell, int fromRun) {
        outcomes.putIfAbsent(cell.name(), new Answer.Outcome(false, ""));
        goals.put(cell.name(), new Goal.Ready(fromRun));
        return this;
    }

    void expectStopped(Cell cell) {
        outcomes.putIfAbsent(cell.name(), new Answer.Outcome(false, ""));
        goals.put(cell.name(), new Goal.Stopped());
    }

    void impatient() {
        patient = false;
    }

    void settle(String service, Answer.Outcome outcome) {
        outcomes.put(service, outcome);
    }

    /// Sees which goals are reached, or can't be any more.
    void look(Machine machine) {
        goals.entrySet().removeIf(entry -> {
            Cell cell = machine.cell(entry.getKey());
            Optional<Answer.Outcome> outcome = cell == null
                    ? Optional.of(new Answer.Outcome(entry.getValue() instanceof Goal.Stopped, "left the stack"))
                    : switch (entry.getValue()) {
                        case Goal.Ready(int fromRun) -> ready(machine, cell, fromRun);
                        case Goal.Stopped() -> stopped(cell);
                    };
            outcome.ifPresent(value -> outcomes.put(entry.getKey(), value));
            return outcome.isPresent();
        });
    }

    private Optional<Answer.Outcome> ready(Machine machine, Cell cell, int fromRun) {
        if (!cell.wanted) {
            return no("stopped by a later command");
        }
        return switch (cell.phase) {
            case Phase.Waiting() -> skipped(cell)
                    ? no("skipped: " + cell.reason())
                    : machine.waitsInVain(cell) ? no(cell.reason()) : Optional.empty();
            case Phase.Backoff(_, String reason) -> patient || cell.run < fromRun ? Optional.empty() : no(reason);
            case Phase.Idle(ServiceState state, String reason) -> cell.run < fromRun
                    ? Optional.empty()
                    : state == ServiceState.EXITED ? yes(reason) : no(state.word() + ": " + reason);
            case Phase.Launching _,Phase.Ending _ -> Optional.empty();
            case Phase.Up(int run) -> {
                if (run < fromRun) {
                    yield Optional.empty();
                }
                if (cell.back && !patient) {
                    yield no(cell.fallback + "; runs the previous one again");
                }
                if (cell.ready()) {
                    yield yes("ready in " + format(Duration.ofNanos(Math.max(0, cell.readyNanos - since))));
                }
                yield cell.health == Health.UNHEALTHY ? no("unhealthy: " + cell.healthDetail) : Optional.empty();
            }
        };
    }

    private static boolean skipped(Cell cell) {
        return cell.published != null && cell.published.state() == ServiceState.SKIPPED;
    }

    private static Optional<Answer.Outcome> stopped(Cell cell) {
        if (cell.wanted) {
            return no("started again by a later command");
        }
        return cell.beside == null && cell.phase instanceof Phase.Idle(_, String reason)
                ? yes(reason)
                : Optional.empty();
    }

    private static Optional<Answer.Outcome> yes(String detail) {
        return Optional.of(new Answer.Outcome(true, detail));
    }

    private static Optional<Answer.Outcome> no(String detail) {
        return Optional.of(new Answer.Outcome(false, detail));
    }
}
