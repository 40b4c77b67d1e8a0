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
    private final Lifecycle lifecycle = new Lifecycle(this);
    private final HealthRules healthRules = new HealthRules(this, lifecycle);
    private final Orders orders = new Orders(this, lifecycle);
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
            case Input.Launched launched -> lifecycle.launched(launched, now);
            case Input.LaunchFailed(String service, int run, String reason) ->
                lifecycle.launchFailed(service, run, reason, now);
            case Input.Progressed progressed -> lifecycle.progressed(progressed);
            case Input.Exited(String service, int run, var exit) -> lifecycle.exited(service, run, exit, now);
            case Input.Swept(String service, int run, var leftovers) -> lifecycle.swept(service, run, leftovers, now);
            case Input.Hooked hooked -> lifecycle.hooked(hooked, now);
            case Input.Probed probed -> healthRules.probed(probed, now);
            case Input.Held(String service, int run, var hold) -> healthRules.held(service, run, hold);
            case Input.Witnessed witnessed -> lifecycle.witnessed(witnessed, now);
            case Input.Rebuilt(Map<String, String> causes) -> orders.rebuilt(causes, now);
            case Input.Outdated(Map<String, String> reasons) -> orders.outdated(reasons);
            case Input.TimerFired(String service, int run, Input.Timer timer) -> {
                switch (timer) {
                    case PROBE -> healthRules.due(service, run);
                    case GRACE -> lifecycle.graceOver(service, run, now);
                    case WITNESS ->
                        lifecycle.witnessed(new Input.Witnessed(service, run, Optional.empty(), ""), now);
                    case KILL -> lifecycle.killOver(service, run, now);
                    case BACKOFF -> lifecycle.backoffOver(service, run);
                }
            }
        }
        settle(now);
        orders.reply();
        List<Effect> result = List.copyOf(effects);
        effects.clear();
        return result;
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
            if (cell.phase instanceof Phase.Waiting && conditions.of(cell) instanceof Conditions.Verdict.Go) {
                lifecycle.launch(cell, now);
            }
            if (cell.phase instanceof Phase.Ending(_, _, var stage, _) && stage == Phase.Stage.QUEUED
                    && noDependentStops(name)) {
                lifecycle.beginStop(cell, now);
            }
            if (cell.leaves && cell.idle()) {
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
