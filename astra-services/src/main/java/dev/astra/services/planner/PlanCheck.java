package dev.astra.services.planner;

import dev.astra.services.contract.Plan;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.kit.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What makes a plan one that can be carried out, whoever made it.
final class PlanCheck {
    private static final int MOST_TASKS = 100;
    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    private PlanCheck() {}

    /// The plan with each task after those it needs.
    /// @throws Refusal with status 422, saying what is wrong with the plan
    static Plan check(Plan plan, String provider) {
        if (plan.tasks().isEmpty() || plan.tasks().size() > MOST_TASKS) {
            throw wrong("it has " + plan.tasks().size() + " tasks, not 1 to " + MOST_TASKS);
        }
        Map<String, PlannedTask> byName = new LinkedHashMap<>();
        for (PlannedTask task : plan.tasks()) {
            if (!task.name().matches(NAME)) {
                throw wrong("the name '" + task.name() + "' is not made of letters, digits, - and _");
            }
            if (byName.put(task.name(), task) != null) {
                throw wrong("two tasks are called " + task.name());
            }
            if (task.kind() == TaskKind.TOOL && task.tool().isBlank()) {
                throw wrong("task " + task.name() + " names no tool");
            }
        }
        return new Plan(inOrder(byName), provider);
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
