package dev.astra.event;

import dev.astra.model.Port;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is true of a service at one moment.
///
/// @param engine `native`, `docker` or `embedded`
/// @param reason in words, for every state but running and healthy; else empty
/// @param pid of the main process, while it runs
/// @param container the container's id, where there is one
/// @param run counts the service's runs from 1, over restarts of Astra too; 0: it never ran
/// @param restarts how often Astra restarted it by itself since `up`
/// @param startedAt when the present run began
/// @param exitCode of the last run, once it has ended by itself
/// @param signal that ended the last run; empty: none
public record ServiceStatus(
        String service, String group, String engine, ServiceState state, Health health, String reason,
        OptionalLong pid, Optional<String> container, List<Port> ports, int run, int restarts,
        Optional<Instant> startedAt, OptionalInt exitCode, String signal) {
    public ServiceStatus {
        ports = List.copyOf(ports);
    }

    /// The same with another reason.
    public ServiceStatus because(String words) {
        return new ServiceStatus(service, group, engine, state, health, words, pid, container, ports, run, restarts,
                startedAt, exitCode, signal);
    }

    /// `process` or `container`.
    public String kind() {
        return engine.equals("docker") ? "container" : "process";
    }

    /// Whether dependents and people may count on it: it runs, and is healthy where it has a healthcheck.
    public boolean ready() {
        return state == ServiceState.RUNNING && (health == Health.NONE || health == Health.HEALTHY);
    }
}
