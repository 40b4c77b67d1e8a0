package dev.astra.services.planner;

import dev.astra.services.contract.Plan;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.Tool;
import dev.astra.services.kit.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What makes a plan one that can be carried out, whoever made it.
final class PlanCheck {
    private static final int MOST_TASKS = 100;
    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    private PlanCheck() {}

    /// The plan with each task after those it needs.
    /// @throws Refusal with status 422, saying what is wrong with the draft
    static Plan check(Draft draft, Abilities abilities, String provider) {
        if (draft.tasks().isEmpty() || draft.tasks().size() > MOST_TASKS) {
            throw wrong("it has " + draft.tasks().size() + " tasks, not 1 to " + MOST_TASKS);
        }
        Map<String, PlannedTask> byName = new LinkedHashMap<>();
        for (Draft.Step step : draft.tasks()) {
            if (!step.name().matches(NAME)) {
                throw wrong("the name '" + step.name() + "' is not made of letters, digits, - and _");
            }
            if (byName.put(step.name(), task(step, abilities)) != null) {
                throw wrong("two tasks are called " + step.name());
            }
        }
        return new Plan(inOrder(byName), provider);
    }

    private static PlannedTask task(Draft.Step step, Abilities abilities) {
        if (!abilities.kinds().contains(step.kind())) {
            throw wrong("task " + step.name() + " is of kind '" + step.kind()
                    + "', which no active agent takes on; the kinds taken on are "
                    + String.join(", ", abilities.kinds()));
        }
        TaskKind kind = TaskKind.valueOf(step.kind().toUpperCase(Locale.ROOT));
        if (kind == TaskKind.TOOL && !abilities.hasTool(step.tool())) {
            throw wrong(
                    "task " + step.name() + " needs the tool '" + step.tool() + "', which there is not; the tools are "
                            + abilities.tools().stream().map(Tool::name).collect(Collectors.joining(", ")));
        }
        return new PlannedTask(step.name(), kind, kind == TaskKind.TOOL ? step.tool() : "", step.input(), step.after());
    }

    private static List<PlannedTask> inOrder(Map<String, PlannedTask> byName) {
        List<PlannedTask> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (PlannedTask task : byName.values()) {
            place(task, byName, placed, new ArrayList<>(), ordered);
        }
        return ordered;
    }

    private static void place(PlannedTask task, Map<String, PlannedTask> byName, Set<String> placed, List<String> path,
            List<PlannedTask> ordered) {
        if (placed.contains(task.name())) {
            return;
        }
        path.add(task.name());
        if (path.indexOf(task.name()) < path.size() - 1) {
            throw wrong("it has a cycle: " + String.join(" → ", path.subList(path.indexOf(task.name()), path.size())));
        }
        if (new HashSet<>(task.after()).size() < task.after().size()) {
            throw wrong("task " + task.name() + " names something twice that it comes after");
        }
        for (String needed : task.after()) {
            PlannedTask before = byName.get(needed);
            if (before == null) {
                throw wrong("task " + task.name() + " comes after " + needed + ", which there is not");
            }
            place(before, byName, placed, path, ordered);
        }
        path.removeLast();
        placed.add(task.name());
        ordered.add(task);
    }

    private static Refusal wrong(String what) {
        return new Refusal(422, "the plan cannot be carried out: " + what, "submit the goal again, or in other words");
    }
}
