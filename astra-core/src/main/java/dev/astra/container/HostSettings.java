package dev.astra.container;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import dev.astra.model.ContainerOptions;
import dev.astra.model.ContainerService;
import dev.astra.model.Limits;
import dev.astra.model.NetworkOptions;
import dev.astra.model.Port;
import dev.astra.model.Privileges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What of a container is the engine's affair: limits, mounts, ports, privileges. Restarts are not: Astra's supervisor sees to them.
final class HostSettings {
    /// How a container reaches processes of the machine, on Linux too.
    static final String HOST = "host.docker.internal";
    static final String HOST_GATEWAY = HOST + ":host-gateway";

    private final ContainerService service;
    private final ContainerOptions options;

    HostSettings(ContainerService service) {
        this.service = service;
        this.options = service.container().options();
    }

    HostConfig of(String networkMode, List<Mount> mounts, List<Bind> binds, Map<String, String> namespaces) {
        HostConfig host = new HostConfig().withNetworkMode(networkMode)
                .withMounts(mounts)
                .withBinds(binds)
                .withPortBindings(ports())
                .withRestartPolicy(RestartPolicy.noRestart())
                .withInit(options.runtime().init());
        network(host, networkMode);
        limits(host, options.limits());
        privileges(host, options.privileges());
        namespaces(host, namespaces);
        devices(host);
        if (!options.logging().driver().isEmpty() || !options.logging().options().isEmpty()) {
            LogConfig.LoggingType type = LogConfig.LoggingType.fromValue(options.logging().driver());
            host.withLogConfig(new LogConfig(type == null ? LogConfig.LoggingType.DEFAULT : type,
                    options.logging().options()));
        }
        return host;
    }

    List<ExposedPort> exposed() {
        List<ExposedPort> exposed = new ArrayList<>();
        service.common().ports().forEach(each -> exposed.add(port(each)));
        options.network().expose().forEach(each -> exposed.add(ExposedPort.parse(each)));
        return exposed;
    }

    /// As written: Compose publishes on all addresses where none is said.
    private Ports ports() {
        Ports ports = new Ports();
        for (Port port : service.common().ports()) {
            String number = port.published() == 0 ? "" : Integer.toString(port.published());
            ports.bind(port(port), new Ports.Binding(port.host().isEmpty() ? null : port.host(), number));
        }
        return ports;
    }

    static ExposedPort port(Port port) {
        return new ExposedPort(port.target(),
                InternetProtocol.valueOf(port.protocol().name().toUpperCase(Locale.ROOT)));
    }

    private void network(HostConfig host, String networkMode) {
        NetworkOptions network = options.network();
        List<String> hosts = new ArrayList<>(network.extraHosts());
        boolean own = !networkMode.equals("host") && !networkMode.equals("none")
                && !networkMode.startsWith("container:");
        if (own && hosts.stream().noneMatch(each -> each.startsWith(HOST + ":"))) {
            hosts.add(HOST_GATEWAY);
        }
        if (own) {
            host.withExtraHosts(hosts.toArray(String[]::new));
            host.withDns(network.dns().servers())
                    .withDnsSearch(network.dns().search())
                    .withDnsOptions(network.dns().options());
        }
    }

    private static void limits(HostConfig host, Limits limits) {
        set(limits.memoryBytes(), host::withMemory);
        set(limits.reservedBytes(), host::withMemoryReservation);
        set(limits.swapBytes(), host::withMemorySwap);
        set(limits.pids(), host::withPidsLimit);
        set(limits.shmBytes(), host::withShmSize);
        set((long) (limits.cpu().count() * 1e9), host::withNanoCPUs);
        set(limits.cpu().shares(), value -> host.withCpuShares((int) value));
        set(limits.cpu().quotaMicros(), host::withCpuQuota);
        set(limits.cpu().periodMicros(), host::withCpuPeriod);
        if (!limits.cpu().set().isEmpty()) {
            host.withCpusetCpus(limits.cpu().set());
        }
        if (!limits.ulimits().isEmpty()) {
            host.withUlimits(limits.ulimits()
                    .entrySet()
                    .stream()
                    .map(each -> new Ulimit(each.getKey(), each.getValue().soft(), each.getValue().hard()))
                    .toList());
        }
    }

    /// Sets a limit.
    private interface Setter {
        void accept(long value);
    }

    private static void set(long value, Setter setter) {
        if (value != 0) {
            setter.accept(value);
        }
    }

    private static void privileges(HostConfig host, Privileges privileges) {
        host.withPrivileged(privileges.privileged())
                .withReadonlyRootfs(privileges.readOnly())
                .withCapAdd(capabilities(privileges.capAdd()))
                .withCapDrop(capabilities(privileges.capDrop()))
                .withGroupAdd(privileges.groupAdd())
                .withSecurityOpts(privileges.securityOptions());
        if (!privileges.sysctls().isEmpty()) {
            host.withSysctls(privileges.sysctls());
        }
    }

    private static Capability[] capabilities(List<String> names) {
        return names.stream()
                .map(each -> each.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", ""))
                .map(Capability::valueOf)
                .toArray(Capability[]::new);
    }

    private void namespaces(HostConfig host, Map<String, String> namespaces) {
        Map<String, String> left = new HashMap<>(namespaces);
        left.values().removeIf(String::isEmpty);
        left.forEach((kind, value) -> {
            var _ = switch (kind) {
                case "pid" -> host.withPidMode(value);
                case "ipc" -> host.withIpcMode(value);
                case "uts" -> host.withUtSMode(value);
                default -> host.withUsernsMode(value);
            };
        });
    }

    private void devices(HostConfig host) {
        List<Device> devices = options.runtime().devices().stream().map(each -> {
            String[] parts = each.split(":", -1);
            return new Device(parts[2], parts[1], parts[0]);
        }).toList();
        if (!devices.isEmpty()) {
            host.withDevices(devices);
        }
    }

    static Bind bind(String source, String target, boolean readOnly) {
        return new Bind(source, new Volume(target), readOnly ? AccessMode.ro : AccessMode.rw);
    }
}
