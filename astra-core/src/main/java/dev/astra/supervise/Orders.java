package dev.astra.supervise;

import dev.astra.event.ServiceState;
import dev.astra.graph.Plan;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What commands do to the cells, and when a command is answered.
final class Orders {
    private final Machine machine;
    private final Ends ends;
    private final Replacements replacements;
    private final List<Order> orders = new ArrayList<>();

    Orders(Machine machine, Ends ends, Replacements replacements) {
        this.machine = machine;
        this.ends = ends;
        this.replacements = replacements;
    }

    void accept(Input.Commanded commanded, long now) {
        Order order = new Order(commanded.id(), now);
        switch (commanded.command()) {
            case Command.Up up -> up(order, up, commanded.lastRuns(), now);
            case Command.Start(Set<String> names, boolean dependencies) -> start(order, names, dependencies, now);
            case Command.Stop(Set<String> names, Optional<Duration> grace) -> {
                stop(order, named(names), grace, now);
                hurry(named(names), grace, now);
            }
            case Command.Restart(Set<String> names, boolean dependents, String cause, Optional<Stack> stack) -> {
                stack.ifPresent(this::describe);
                restart(order, names, dependents, cause, now);
            }
            case Command.Kill(Set<String> names, var signal) -> named(names).forEach(cell -> {
                if (cell.beside != null && cell.beside.isUp()) {
                    machine.emit(new Effect.SendSignal(cell.name(), cell.beside.run, signal));
                }
                if (cell.phase instanceof Phase.Up(int run)) {
                    machine.emit(new Effect.SendSignal(cell.name(), run, signal));
                    order.settle(cell.name(), new Answer.Outcome(true, "was sent " + signal));
                } else {
                    order.settle(cell.name(), new Answer.Outcome(false, "is not running"));
                }
            });
            case Command.Look() -> {
            }
            case Command.Down(Optional<Duration> grace) -> {
                stop(order, List.copyOf(machine.cells()), grace, now);
                hurry(machine.cells(), grace, now);
            }
        }
        orders.add(order);
    }

    /// A finished build changed what these services run: those that run or would like to are restarted.
    void rebuilt(Map<String, String> causes, long now) {
        for (Cell cell : named(causes.keySet())) {
            String cause = causes.getOrDefault(cell.name(), "");
            boolean held = cell.phase instanceof Phase.Idle(ServiceState state, _)
                    && (state == ServiceState.HELD || state == ServiceState.FAILED);
            if (Replacements.applies(cell)) {
                replacements.begin(cell, cause, now);
                continue;
            }
            cell.renew(true);
            if (cell.wanted && (held || !cell.idle()) && !(cell.phase instanceof Phase.Waiting)) {
                machine.notice(cell, "restarts: " + cause);
                again(cell, cause, now);
            }
        }
    }

    /// These run something older than what is there.
    void outdated(Map<String, String> reasons) {
        for (Cell cell : named(reasons.keySet())) {
            cell.outdated = reasons.getOrDefault(cell.name(), "");
            machine.touch(cell);
        }
    }

    void reply() {
        orders.removeIf(order -> {
            order.look(machine);
            if (order.open()) {
                return false;
            }
            machine.emit(new Effect.Reply(order.id(), order.answer()));
            return true;
        });
    }

    private void up(Order order, Command.Up up, Map<String, Integer> lastRuns, long now) {
        Stack stack = up.stack();
        machine.plan(Plan.of(stack));
        for (Cell cell : List.copyOf(machine.cells())) {
            if (!stack.services().containsKey(cell.name())) {
                cell.leaves = true;
                cell.wanted = false;
                ends.requestEnd(cell, now);
            }
        }
        Set<String> changed = new LinkedHashSet<>();
        for (Service service : stack.services().values()) {
            Cell known = machine.cell(service.name());
            if (known == null) {
                machine.add(new Cell(service, lastRuns.getOrDefault(service.name(), 0)));
                continue;
            }
            if (!known.service.runsLike(service)) {
                changed.add(service.name());
            }
            known.service = service;
            machine.touch(known);
        }
        Collection<String> names = up.services().isEmpty() ? stack.services().keySet() : up.services();
        start(order, names, up.dependencies(), now);
        for (String name : changed) {
            Cell cell = machine.cell(name);
            if (cell != null && cell.active() && cell.wanted) {
                cell.renew(false);
                again(cell, "its description in the file changed", now);
                order.expectReady(cell, cell.run + 1);
            }
        }
    }

    /// The services that there are are as described here from now on, and what runs of them runs on.
    private void describe(Stack stack) {
        machine.plan(Plan.of(stack));
        for (Cell cell : machine.cells()) {
            Service service = stack.services().get(cell.name());
            if (service != null) {
                cell.service = service;
                machine.touch(cell);
            }
        }
    }

    private void start(Order order, Collection<String> names, boolean dependencies, long now) {
        Collection<String> all = dependencies ? machine.plan().withDependencies(names) : names;
        for (String name : all) {
            Cell cell = machine.cell(name);
            if (cell == null) {
                continue;
            }
            cell.wanted = true;
            cell.alone = !dependencies;
            switch (cell.phase) {
                case Phase.Idle _,Phase.Backoff _ -> {
                    order.expectReady(cell, cell.run + 1);
                    cell.renew(false);
                    cell.attempts = 0;
                    cell.restarts = 0;
                    cell.phase = new Phase.Waiting();
                }
                case Phase.Waiting _ -> order.expectReady(cell, cell.run + 1);
                case Phase.Ending _ -> {
                    order.expectReady(cell, cell.run + 1);
                    ends.requestEnd(cell, now); // also where it ends by itself: another run is asked for
                }
                case Phase.Launching(_, _, boolean cancelled) ->
                    order.expectReady(cell, cancelled ? cell.run + 1 : cell.run);
                case Phase.Up _ -> order.expectReady(cell, cell.run);
            }
            machine.touch(cell);
        }
    }

    private void stop(Order order, Collection<Cell> cells, Optional<Duration> grace, long now) {
        for (Cell cell : cells) {
            boolean idle = cell.gone();
            cell.wanted = false;
            grace.ifPresent(value -> {
                cell.grace = value;
                if (cell.beside != null) {
                    cell.beside.grace = value;
                }
            });
            if (idle) {
                order.settle(cell.name(), new Answer.Outcome(true, "was not running"));
                continue;
            }
            order.expectStopped(cell);
            ends.requestEnd(cell, now);
        }
    }

    /// Without any grace, what is on its way to its end has none either.
    private void hurry(Collection<Cell> cells, Optional<Duration> grace, long now) {
        if (grace.filter(Duration::isZero).isPresent()) {
            cells.forEach(each -> ends.endNow(each, now));
        }
    }

    private void restart(Order order, Set<String> names, boolean dependents, String cause, long now) {
        Set<String> all = new LinkedHashSet<>(names);
        if (dependents) {
            List<String> open = new ArrayList<>(names);
            while (!open.isEmpty()) {
                String name = open.removeLast();
                for (String dependent : machine.plan().dependentsOf(name)) {
                    if (asksForRestart(dependent, name) && all.add(dependent)) {
                        open.add(dependent);
                    }
                }
            }
        }
        for (Cell cell : named(all)) {
            boolean named = names.contains(cell.name());
            if (named || cell.active()) {
                order.expectReady(cell, cell.run + 1).impatient();
                cell.wanted = true;
                if (named) {
                    cell.renew(false);
                }
                again(cell, named ? cause : "a dependency was restarted", now);
            }
        }
    }

    private boolean asksForRestart(String dependent, String dependency) {
        return machine.plan()
                .dependenciesOf(dependent)
                .stream()
                .anyMatch(each -> each.service().equals(dependency) && each.restart());
    }

    /// Ends what runs, and has it start again.
    private void again(Cell cell, String cause, long now) {
        cell.cause = cause;
        cell.attempts = 0;
        if (cell.idle()) {
            cell.phase = new Phase.Waiting();
            machine.touch(cell);
        } else {
            ends.requestEnd(cell, now);
        }
    }

    private List<Cell> named(Collection<String> names) {
        return machine.cells().stream().filter(each -> names.contains(each.name())).toList();
    }
}
