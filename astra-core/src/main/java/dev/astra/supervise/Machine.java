package dev.astra.supervise;

import dev.astra.event.Event;
import dev.astra.event.ServiceStatus;
import dev.astra.graph.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The whole policy of supervision, with no clock, no thread and no I/O: it is told what happened and when, and says what shall be
/// done. Not safe for use by several threads; the supervisor's loop is its only user.
final class Machine {
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final List<Effect> effects = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> queued = new HashSet<>();
    private final Conditions conditions = new Conditions(cells);
    private final Statuses statuses;
    private final Aftermath aftermath = new Aftermath(this);
    private final Ends ends = new Ends(this, aftermath);
    private final Starts starts = new Starts(this, ends, aftermath);
    private final HealthRules healthRules = new HealthRules(this, ends);
    private final Replacements replacements = new Replacements(this, starts, ends);
    private final Orders orders = new Orders(this, ends, replacements);
    private Plan plan = new Plan(Map.of(), Map.of());

    /// @param containerEngine what runs services with an image: `docker` or `embedded`
    Machine(String containerEngine) {
        statuses = new Statuses(conditions, containerEngine);
    }

    /// Takes one input and returns what follows from it, in order.
    ///
    /// @param now on the clock of `System.nanoTime`
    List<Effect> accept(Input input, long now) {
        switch (input) {
            case Input.Commanded commanded -> orders.accept(commanded, now);
            case Input.Rebuilt(Map<String, String> causes) -> orders.rebuilt(causes, now);
            case Input.Outdated(Map<String, String> reasons) -> orders.outdated(reasons);
            case Input.OfRun about -> {
                Cell cell = cells.get(about.service());
                if (cell != null && cell.beside != null && cell.beside.run == about.run()) {
                    take(cell.beside, about, now);
                } else if (cell != null && cell.run == about.run()) {
                    take(cell, about, now);
                }
            }
        }
        settle(now);
        orders.reply();
        List<Effect> result = List.copyOf(effects);
        effects.clear();
        return result;
    }

    private void take(Cell cell, Input.OfRun about, long now) {
        switch (about) {
            case Input.Launched launched -> starts.launched(cell, launched, now);
            case Input.LaunchFailed(_, _, String reason) -> starts.launchFailed(cell, reason);
            case Input.Progressed progressed -> starts.progressed(cell, progressed);
            case Input.Exited(_, _, var exit) -> ends.exited(cell, exit, now);
            case Input.Swept(_, _, var leftovers) -> ends.swept(cell, leftovers, now);
            case Input.Hooked(_, _, boolean beforeStop, String problem) -> {
                if (beforeStop) {
                    ends.hooked(cell, problem);
                } else {
                    starts.hooked(cell, problem, now);
                }
            }
            case Input.Probed probed -> healthRules.probed(cell, probed, now);
            case Input.Held(_, _, var hold) -> healthRules.held(cell, hold);
            case Input.Witnessed(_, _, var hold, String noted) -> ends.witnessed(cell, hold, noted, now);
            case Input.TimerFired(_, _, Input.Timer timer) -> {
                switch (timer) {
                    case PROBE -> healthRules.due(cell);
                    case GRACE -> ends.graceOver(cell, now);
                    case WITNESS -> ends.witnessed(cell, Optional.empty(), "", now);
                    case KILL -> ends.killOver(cell, now);
                    case BACKOFF -> starts.backoffOver(cell);
                }
            }
        }
    }

    // What the other parts of the machine use.

    void emit(Effect effect) {
        effects.add(effect);
    }

    void notice(Cell cell, String text) {
        emit(new Effect.Publish(new Event.Notice(cell.name(), text)));
    }

    @Nullable
    Cell cell(String service) {
        return cells.get(service);
    }

    boolean waitsInVain(Cell cell) {
        return conditions.waitsInVain(cell);
    }

    Collection<Cell> cells() {
        return cells.values();
    }

    Plan plan() {
        return plan;
    }

    void plan(Plan next) {
        plan = next;
    }

    void add(Cell cell) {
        cells.put(cell.name(), cell);
        touch(cell);
    }

    private void remove(Cell cell) {
        cells.remove(cell.name());
        emit(new Effect.Publish(new Event.ServiceRemoved(cell.name())));
    }

    /// Says that a cell has changed, so that it and its neighbours are looked at again.
    void touch(Cell cell) {
        queue(cell.name());
        plan.dependentsOf(cell.name()).forEach(this::queue);
        plan.dependenciesOf(cell.name()).forEach(each -> queue(each.service()));
    }

    private void queue(String service) {
        if (queued.add(service)) {
            open.add(service);
        }
    }

    /// Moves on whatever can move on, and tells what has changed, until nothing does any more.
    private void settle(long now) {
        while (!open.isEmpty()) {
            String name = open.poll();
            queued.remove(name);
            Cell cell = cells.get(name);
            if (cell == null) {
                continue;
            }
            cell = replacements.settled(cell, now);
            if (!cell.next.isEmpty() && cell.beside == null) {
                String cause = cell.next;
                cell.next = "";
                orders.rebuilt(Map.of(name, cause), now);
            }
            if (cell.phase instanceof Phase.Waiting && cell.beside == null
                    && conditions.of(cell) instanceof Conditions.Verdict.Go) {
                starts.launch(cell, now);
            }
            if (noDependentStops(name)) {
                for (Cell each : cell.beside == null ? List.of(cell) : List.of(cell, cell.beside)) {
                    if (each.isEnding(Phase.Stage.QUEUED)) {
                        ends.beginStop(each, now);
                    }
                }
            }
            if (cell.leaves && cell.gone()) {
                remove(cell);
            } else {
                publish(cell);
            }
        }
    }

    private boolean noDependentStops(String service) {
        return plan.dependentsOf(service).stream().map(cells::get).noneMatch(each -> each != null && each.stopping());
    }

    private void publish(Cell cell) {
        ServiceStatus status = statuses.of(cell);
        if (!status.equals(cell.published)) {
            cell.published = status;
            emit(new Effect.Publish(new Event.ServiceChanged(status)));
            touch(cell);
        }
    }
}
