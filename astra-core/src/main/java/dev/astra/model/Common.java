package dev.astra.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What every service has, whatever runs it.
///
/// @param group a label for people; empty: none
/// @param profiles empty: always part of the stack
/// @param dependsOn the services this one waits for, each once
/// @param healthcheck none: the service is ready as soon as it runs
/// @param ports where the service is reached from this machine
/// @param place where the file describes it
public record Common(
        String name, String group, Set<String> profiles, List<Dependency> dependsOn,
        Optional<Healthcheck> healthcheck, RestartPolicy restart, StopPolicy stop, List<Port> ports,
        Map<String, String> labels, Place place) {
    public Common {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a service needs a name");
        }
        profiles = Set.copyOf(profiles);
        dependsOn = List.copyOf(dependsOn);
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
    }

    /// Whether they are the same but for where they are written and what only the stack around them is about.
    boolean runsLike(Common other) {
        return healthcheck.equals(other.healthcheck) && restart.equals(other.restart) && stop.equals(other.stop)
                && ports.equals(other.ports) && labels.equals(other.labels);
    }
}
