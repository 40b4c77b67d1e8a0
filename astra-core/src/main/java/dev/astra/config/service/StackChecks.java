package dev.astra.config.service;

import dev.astra.config.Suggestion;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Sequence;
import dev.astra.config.tree.Tree;
import dev.astra.graph.Plan;
import dev.astra.model.ContainerService;
import dev.astra.model.Dependency;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.Mount;
import dev.astra.model.NativeService;
import dev.astra.model.Place;
import dev.astra.model.Resources;
import dev.astra.model.RestartPolicy.Mode;
import dev.astra.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is wrong between services: dependencies, cycles, names, networks and volumes.
final class StackChecks {
    private final Map<String, Definition> definitions;
    private final Map<String, Service> all;
    private final Map<String, Service> active;
    private final Problems problems;

    /// @param all with those that no active profile asks for
    StackChecks(
            Map<String, Definition> definitions, Map<String, Service> all, Map<String, Service> active,
            Problems problems) {
        this.definitions = definitions;
        this.all = all;
        this.active = active;
        this.problems = problems;
    }

    void check(Resources resources) {
        for (Service service : active.values()) {
            for (Dependency each : service.common().dependsOn()) {
                dependency(service, each);
            }
            if (service instanceof ContainerService container) {
                resources(container, resources);
            }
        }
        cycles();
        new PortChecks(definitions, problems).check(active.values());
        containerNames();
    }

    private void dependency(Service service, Dependency dependency) {
        String name = dependency.service();
        Place place = place(service.name(), "depends_on", name);
        if (name.equals(service.name())) {
            problems.add(place, name + " depends on itself");
            return;
        }
        if (!definitions.containsKey(name)) {
            problems.add(place, service.name() + " depends on " + name + ", and there is no such service",
                    Suggestion.didYouMean(name, definitions.keySet()));
            return;
        }
        Service target = active.get(name);
        if (target == null) {
            Service asleep = all.get(name);
            if (asleep != null && dependency.required()) {
                String profile = asleep.common().profiles().stream().sorted().findFirst().orElse("");
                problems.add(place, service.name() + " depends on " + name + ", which takes part only with the profile "
                        + profile, "--profile " + profile + ", or required: false");
            }
            return;
        }
        condition(dependency, target, place);
    }

    private void condition(Dependency dependency, Service target, Place place) {
        boolean unchecked = target instanceof NativeService
                ? target.common().healthcheck().isEmpty()
                : target instanceof ContainerService container
                        && container.container().options().image().healthcheckDisabled();
        if (dependency.condition() == Condition.SERVICE_HEALTHY && unchecked) {
            problems.add(place, target.name() + " has no healthcheck, so it is never healthy",
                    "add a healthcheck to " + target.name() + ", or condition: service_started");
        }
        Mode mode = target.common().restart().mode();
        if (dependency.condition() == Condition.SERVICE_COMPLETED_SUCCESSFULLY
                && (mode == Mode.ALWAYS || mode == Mode.UNLESS_STOPPED)) {
            problems.warn(place, target.name() + " is always restarted, so it is never completed",
                    "restart: on-failure");
        }
    }

    private void cycles() {
        Map<String, List<String>> graph = new LinkedHashMap<>();
        active.forEach((name, service) -> {
            List<String> next = new ArrayList<>();
            for (Dependency each : service.common().dependsOn()) {
                if (!each.service().equals(name) && active.containsKey(each.service())) {
                    next.add(each.service());
                }
            }
            graph.put(name, next);
        });
        while (true) {
            Optional<List<String>> cycle = Plan.cycle(graph);
            if (cycle.isEmpty()) {
                return;
            }
            List<String> way = cycle.get();
            problems.add(place(way.get(0), "depends_on", way.get(1)),
                    "services wait for each other: " + String.join(" → ", way));
            List<String> rest = new ArrayList<>(graph.getOrDefault(way.get(0), List.of()));
            rest.remove(way.get(1));
            graph.put(way.get(0), rest);
        }
    }

    private void resources(ContainerService service, Resources resources) {
        for (String network : service.container().options().network().attachments().keySet()) {
            if (!resources.networks().containsKey(network)) {
                problems.add(place(service.name(), "networks", network),
                        service.name() + " is on the network " + network + ", which the file does not have",
                        near(network, resources.networks(), "networks"));
            }
        }
        for (Mount mount : service.container().mounts()) {
            if (mount instanceof Mount.Volume volume && !volume.volume().isEmpty()
                    && !resources.volumes().containsKey(volume.volume())) {
                problems.add(place(service.name(), "volumes", volume.volume()), service.name() + " uses the volume "
                        + volume.volume() + ", which the file does not have",
                        near(volume.volume(), resources.volumes(), "volumes"));
            }
        }
    }

    private static String near(String name, Map<String, ?> known, String section) {
        String near = Suggestion.didYouMean(name, known.keySet());
        return near.isEmpty() ? section + ": { " + name + ": {} } at the top of the file" : near;
    }

    private void containerNames() {
        Map<String, String> owners = new LinkedHashMap<>();
        for (Service service : active.values()) {
            if (service instanceof ContainerService container) {
                String name = container.container().options().runtime().name();
                String owner = name.isEmpty() ? null : owners.putIfAbsent(name, service.name());
                if (owner != null) {
                    problems.add(place(service.name(), "container_name", name),
                            service.name() + " and " + owner + " have the same container_name " + name);
                }
            }
        }
    }

    /// Where a service's key names something, as nearly as it is known.
    private Place place(String service, String key, String item) {
        Definition definition = definitions.get(service);
        if (definition == null) {
            throw new IllegalArgumentException("no service " + service);
        }
        Optional<Tree> tree = definition.raw().get(key);
        if (tree.isEmpty()) {
            return definition.key().place();
        }
        return switch (tree.get()) {
            case Mapping mapping -> {
                Mapping.Entry entry = mapping.entries().get(item);
                yield entry == null ? mapping.place() : entry.key().place();
            }
            case Sequence sequence -> {
                for (Tree each : sequence.items()) {
                    if (each instanceof Scalar scalar
                            && (scalar.text().equals(item) || scalar.text().startsWith(item + ":"))) {
                        yield scalar.place();
                    }
                }
                yield sequence.place();
            }
            case Scalar scalar -> scalar.place();
        };
    }
}
