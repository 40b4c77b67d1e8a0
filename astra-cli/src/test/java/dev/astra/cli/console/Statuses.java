package dev.astra.cli.console;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.model.Port;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Statuses to render.
final class Statuses {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Statuses() {}

    static ServiceStatus running(String group, String name) {
        return new ServiceStatus(name, group, "native", ServiceState.RUNNING, Health.HEALTHY, "", OptionalLong.of(812),
                Optional.empty(), List.of(new Port("", 7105, 7105, Port.Protocol.TCP)), 1, 0, Optional.of(NOON),
                OptionalInt.empty(), "");
    }

    static ServiceStatus of(String name, ServiceState state, Health health, String reason) {
        boolean runs = state == ServiceState.RUNNING || state == ServiceState.STARTING;
        return new ServiceStatus(name, "", "native", state, health, reason,
                runs ? OptionalLong.of(1) : OptionalLong.empty(),
                Optional.empty(), List.of(), runs ? 1 : 0, 0, runs ? Optional.of(NOON) : Optional.empty(),
                OptionalInt.empty(), "");
    }
}
