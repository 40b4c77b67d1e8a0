package dev.astra.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import dev.astra.model.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where an engine publishes ports for which the file names no port of the machine.
final class PublishedPorts {
    private PublishedPorts() {}

    /// The described ports with what the engine has chosen. Empty: it had nothing to choose.
    static List<Port> of(List<Port> described, InspectContainerResponse container) {
        NetworkSettings network = container.getNetworkSettings();
        if (described.stream().allMatch(each -> each.published() > 0) || network == null
                || network.getPorts() == null) {
            return List.of();
        }
        Map<ExposedPort, Ports.Binding[]> bindings = network.getPorts().getBindings();
        Set<Integer> taken = new HashSet<>();
        described.forEach(each -> taken.add(each.published()));
        List<Port> ports = new ArrayList<>();
        for (Port each : described) {
            Optional<Port> chosen = each.published() > 0
                    ? Optional.empty()
                    : chosen(each, bindings.get(HostSettings.port(each)), taken);
            chosen.ifPresent(found -> taken.add(found.published()));
            ports.add(chosen.orElse(each));
        }
        return ports;
    }

    /// One for all addresses may be bound twice, for IPv4 and for IPv6, with a number each: IPv4's counts.
    private static Optional<Port> chosen(Port port, Ports.Binding @Nullable [] bindings, Set<Integer> taken) {
        if (bindings == null) {
            return Optional.empty();
        }
        return List.of(bindings)
                .stream()
                .sorted(Comparator.comparing(each -> String.valueOf(each.getHostIp()).contains(":")))
                .map(each -> number(each.getHostPortSpec()))
                .filter(each -> each > 0 && !taken.contains(each))
                .findFirst()
                .map(each -> new Port(port.host(), each, port.target(), port.protocol()));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
