package dev.astra.control;

import dev.astra.event.ServiceStatus;
import dev.astra.model.Port;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A service as programs see it: the object that `ps --json` prints a line of, and the control socket serves. Null: there is none.
///
/// @param startedAt in RFC 3339
/// @param cpuPercent of one core
public record ServiceResource(
        String service, @Nullable String group, String kind, String engine, String state, String health,
        @Nullable String reason, @Nullable Long pid, @Nullable String container, List<PortResource> ports,
        @Nullable Integer run, int restarts, @Nullable String startedAt, @Nullable Integer exitCode,
        @Nullable String signal, @Nullable Double cpuPercent, @Nullable Long memoryBytes) {
    /// A port of a service.
    ///
    /// @param host the address it is published on; null: all
    /// @param published as reached from this machine; 0: not published
    /// @param target as the service itself sees it
    /// @param protocol `tcp` or `udp`
    public record PortResource(@Nullable String host, int published, int target, String protocol) {
        static PortResource of(Port port) {
            return new PortResource(orNull(port.host()), port.published(), port.target(),
                    port.protocol().name().toLowerCase(Locale.ROOT));
        }
    }

    public static ServiceResource of(ServiceStatus status, Optional<Load> load) {
        return new ServiceResource(status.service(), orNull(status.group()), status.kind(), status.engine(),
                status.state().word(), status.health().word(), orNull(status.reason()), orNull(status.pid()),
                status.container().orElse(null), status.ports().stream().map(PortResource::of).toList(),
                status.run() == 0 ? null : status.run(), status.restarts(),
                status.startedAt().map(Object::toString).orElse(null), orNull(status.exitCode()),
                orNull(status.signal()), load.map(Load::cpuPercent).orElse(null),
                load.map(Load::memoryBytes).orElse(null));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    private static @Nullable Integer orNull(OptionalInt value) {
        return value.isPresent() ? (Integer) value.getAsInt() : null;
    }
}
