package dev.astra.config.service;

import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Tree;
import dev.astra.model.Place;
import dev.astra.model.Port;
import dev.astra.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds services that want the same port of this machine.
final class PortChecks {
    private static final Set<String> ANY_ADDRESS = Set.of("", "0.0.0.0", "::");

    private final Map<String, Definition> definitions;
    private final Problems problems;

    private record Taken(Port port, String service) {}

    PortChecks(Map<String, Definition> definitions, Problems problems) {
        this.definitions = definitions;
        this.problems = problems;
    }

    void check(Collection<Service> services) {
        Map<Integer, List<Taken>> taken = new LinkedHashMap<>();
        for (Service service : services) {
            for (Port port : service.common().ports()) {
                if (port.published() > 0) {
                    List<Taken> same = taken.computeIfAbsent(port.published(), _ -> new ArrayList<>());
                    same.forEach(other -> compare(other, port, service));
                    same.add(new Taken(port, service.name()));
                }
            }
        }
    }

    private void compare(Taken other, Port port, Service service) {
        if (other.port().protocol() != port.protocol() || !overlap(other.port().host(), port.host())) {
            return;
        }
        boolean own = other.service().equals(service.name());
        problems.add(place(service), own
                ? service.name() + " publishes the port " + port.published() + " twice"
                : service.name() + " and " + other.service() + " both want the port " + port.published(), "");
    }

    private static boolean overlap(String host, String other) {
        return ANY_ADDRESS.contains(host) || ANY_ADDRESS.contains(other) || host.equals(other);
    }

    private Place place(Service service) {
        Definition definition = definitions.get(service.name());
        return definition == null
                ? service.common().place()
                : definition.raw().get("ports").map(Tree::place).orElse(service.common().place());
    }
}
