package dev.astra.graph;

import dev.astra.model.Dependency;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// Who depends on whom, in both directions. Immutable.
///
/// @param dependencies of each service, by name, restricted to services of the stack
/// @param dependents of each service, by name
public record Plan(Map<String, List<Dependency>> dependencies, Map<String, Set<String>> dependents) {
    public Plan {
        dependencies = Map.copyOf(dependencies);
        dependents = Map.copyOf(dependents);
    }

    /// The plan of a stack whose graph has no cycle, which is what reading astra.yaml makes sure of.
    public static Plan of(Stack stack) {
        Map<String, List<Dependency>> dependencies = new LinkedHashMap<>();
        Map<String, Set<String>> dependents = new LinkedHashMap<>();
        stack.services().keySet().forEach(name -> dependents.put(name, new LinkedHashSet<>()));
        for (Service service : stack.services().values()) {
            List<Dependency> known = service.common()
                    .dependsOn()
                    .stream()
                    .filter(each -> stack.services().containsKey(each.service()))
                    .toList();
            dependencies.put(service.name(), known);
            known.forEach(each -> dependents.computeIfAbsent(each.service(), _ -> new LinkedHashSet<>())
                    .add(service.name()));
        }
        return new Plan(dependencies, dependents);
    }

    /// What a service waits for, directly.
    public List<Dependency> dependenciesOf(String service) {
        return dependencies.getOrDefault(service, List.of());
    }

    /// Which services wait for it, directly.
    public Set<String> dependentsOf(String service) {
        return dependents.getOrDefault(service, Set.of());
    }

    /// These services and all that they depend on, however far, dependencies first.
    public SequencedSet<String> withDependencies(Collection<String> services) {
        SequencedSet<String> ordered = new LinkedHashSet<>();
        services.forEach(each -> addAfterDependencies(each, ordered));
        return ordered;
    }

    /// These services and all that depend on them, however far.
    public SequencedSet<String> withDependents(Collection<String> services) {
        SequencedSet<String> found = new LinkedHashSet<>(services);
        Deque<String> open = new ArrayDeque<>(services);
        while (!open.isEmpty()) {
            for (String dependent : dependentsOf(open.pop())) {
                if (found.add(dependent)) {
                    open.push(dependent);
                }
            }
        }
        return found;
    }

    /// A cycle as the services on its way, the first repeated at the end: a, b, a.
    public static Optional<List<String>> cycle(Map<String, List<String>> dependencies) {
        Set<String> done = new LinkedHashSet<>();
        for (String start : dependencies.keySet()) {
            Optional<List<String>> found = cycleFrom(start, dependencies, new LinkedHashSet<>(), done);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> cycleFrom(
            String service, Map<String, List<String>> dependencies, SequencedSet<String> way, Set<String> done) {
        if (way.contains(service)) {
            List<String> all = new ArrayList<>(way);
            List<String> cycle = new ArrayList<>(all.subList(all.indexOf(service), all.size()));
            cycle.add(service);
            return Optional.of(cycle);
        }
        if (done.contains(service)) {
            return Optional.empty();
        }
        way.addLast(service);
        for (String next : dependencies.getOrDefault(service, List.of())) {
            Optional<List<String>> found = cycleFrom(next, dependencies, way, done);
            if (found.isPresent()) {
                return found;
            }
        }
        way.removeLast();
        done.add(service);
        return Optional.empty();
    }

    private void addAfterDependencies(String service, SequencedSet<String> ordered) {
        if (ordered.contains(service)) {
            return;
        }
        dependenciesOf(service).forEach(each -> addAfterDependencies(each.service(), ordered));
        ordered.add(service);
    }
}
