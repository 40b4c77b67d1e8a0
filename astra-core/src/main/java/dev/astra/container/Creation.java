package dev.astra.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.TmpfsOptions;
import dev.astra.launch.LaunchException;
import dev.astra.model.ContainerService;
import dev.astra.model.ContainerSpec;
import dev.astra.model.FileMount;
import dev.astra.model.Healthcheck;
import dev.astra.model.NetworkOptions;
import dev.astra.model.NetworkOptions.Attachment;
import dev.astra.model.Probe;
import dev.astra.model.RuntimeOptions;
import dev.astra.model.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes one container, not yet started.
final class Creation {
    private final Engine engine;
    private final Stack stack;
    private final ContainerService service;
    private final Surroundings surroundings;

    /// What must be there first.
    ///
    /// @param oneOff whether the container only runs a command beside the service's own: nobody shall reach it by the service's name
    record Surroundings(
            Networks networks, Volumes volumes, InlineFiles files, Containers containers, boolean oneOff) {}

    Creation(Engine engine, Stack stack, ContainerService service, Surroundings surroundings) {
        this.engine = engine;
        this.stack = stack;
        this.service = service;
        this.surroundings = surroundings;
    }

    /// The id of the new container.
    ///
    /// @param kept anonymous volumes of the container that it stands in for, by where they were mounted
    String create(String imageId, Map<String, String> kept) throws LaunchException, InterruptedException {
        Map<String, Attachment> attachments = service.container().options().network().attachments();
        List<String> networks = networks();
        String id = prepare(imageId, kept).exec().getId();
        try {
            for (String key : networks.isEmpty() ? networks : networks.subList(1, networks.size())) {
                connect(id, surroundings.networks().have(stack, key),
                        attachments.getOrDefault(key, Attachment.PLAIN));
            }
            return id;
        } catch (LaunchException | InterruptedException | RuntimeException failed) {
            surroundings.containers().discard(id);
            throw failed;
        }
    }

    /// What would make it, but for further networks. Makes its first network and its volumes.
    CreateContainerCmd prepare(String imageId, Map<String, String> kept) throws LaunchException, InterruptedException {
        NetworkOptions network = service.container().options().network();
        List<String> keys = networks();
        String mode = keys.isEmpty()
                ? surroundings.containers().reference(network.mode())
                : surroundings.networks().have(stack, keys.getFirst());
        CreateContainerCmd command = command(mode, imageId, kept);
        if (!keys.isEmpty()) {
            attach(command, network.attachments().getOrDefault(keys.getFirst(), Attachment.PLAIN));
        }
        return command;
    }

    private CreateContainerCmd command(String mode, String imageId, Map<String, String> kept)
            throws LaunchException, InterruptedException {
        ContainerSpec spec = service.container();
        RuntimeOptions runtime = spec.options().runtime();
        List<Mount> mounts = new ArrayList<>();
        List<Bind> binds = new ArrayList<>();
        mounts(spec, mounts, binds, kept);
        HostSettings settings = new HostSettings(service);
        Map<String, String> namespaces = Map.of("pid", reference(runtime.namespaces().pid()), "ipc",
                reference(runtime.namespaces().ipc()), "uts", runtime.namespaces().uts(), "user",
                runtime.namespaces().user());
        CreateContainerCmd command = engine.calls()
                .createContainerCmd(spec.image())
                .withName(surroundings.containers().name(service))
                .withLabels(labels(imageId))
                .withEnv(spec.environment()
                        .entrySet()
                        .stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList())
                .withExposedPorts(settings.exposed())
                .withTty(runtime.tty())
                .withStdinOpen(runtime.stdinOpen())
                .withHostConfig(settings.of(mode, mounts, binds, namespaces));
        spec.entrypoint().ifPresent(words -> command.withEntrypoint(words.isEmpty() ? List.of("") : words));
        spec.command().ifPresent(command::withCmd);
        options(command, spec);
        return command;
    }

    private Map<String, String> labels(String imageId) {
        Map<String, String> labels = Labels.container(service, stack, imageId, ConfigHash.of(service));
        if (surroundings.oneOff()) {
            labels.put(Labels.ONE_OFF, "True");
        }
        return labels;
    }

    private void options(CreateContainerCmd command, ContainerSpec spec) {
        NetworkOptions network = spec.options().network();
        if (!spec.user().isEmpty()) {
            command.withUser(spec.user());
        }
        if (!spec.options().runtime().workingDirectory().isEmpty()) {
            command.withWorkingDir(spec.options().runtime().workingDirectory());
        }
        if (!network.hostname().isEmpty()) {
            command.withHostName(network.hostname());
        }
        if (!network.domain().isEmpty()) {
            command.withDomainName(network.domain());
        }
        if (!spec.options().image().platform().isEmpty()) {
            command.withPlatform(spec.options().image().platform());
        }
        spec.options().image().stopSignal().ifPresent(signal -> command.withStopSignal(signal.name()));
        command.withStopTimeout((int) Math.max(1, service.common().stop().grace().toSeconds()));
        if (spec.options().image().healthcheckDisabled()) {
            command.withHealthcheck(new HealthCheck().withTest(List.of("NONE")));
        } else {
            service.common().healthcheck().ifPresent(check -> command.withHealthcheck(health(check)));
        }
    }

    private HealthCheck health(Healthcheck check) {
        HealthCheck health = new HealthCheck().withInterval(check.interval().toNanos())
                .withTimeout(check.timeout().toNanos())
                .withRetries(check.retries())
                .withStartPeriod(check.startPeriod().toNanos());
        if (engine.knows(ApiVersion.START_INTERVAL)) {
            health.withStartInterval(check.startInterval().toNanos());
        }
        return check.probe() instanceof Probe.Exec(List<String> test) && !test.isEmpty()
                ? health.withTest(HealthTest.written(test))
                : health;
    }

    private void mounts(ContainerSpec spec, List<Mount> mounts, List<Bind> binds, Map<String, String> kept)
            throws LaunchException {
        Set<String> targets = new LinkedHashSet<>();
        for (dev.astra.model.Mount each : spec.mounts()) {
            targets.add(each.target());
            switch (each) {
                case dev.astra.model.Mount.Bind(var source, String target, boolean readOnly) ->
                    binds.add(HostSettings.bind(source.toString(), target, readOnly));
                case dev.astra.model.Mount.Volume(String key, String target, boolean readOnly) -> {
                    String name = key.isEmpty()
                            ? kept.getOrDefault(target, "")
                            : surroundings.volumes().have(stack, key);
                    mounts.add(volume(name, target, readOnly));
                }
                case dev.astra.model.Mount.Tmpfs(String target, long bytes) -> {
                    Mount mount = new Mount().withType(MountType.TMPFS).withTarget(target);
                    mounts.add(bytes == 0 ? mount : mount.withTmpfsOptions(new TmpfsOptions().withSizeBytes(bytes)));
                }
            }
        }
        for (FileMount each : spec.options().files()) {
            binds.add(
                    HostSettings.bind(surroundings.files().path(service.name(), each).toString(), each.target(), true));
        }
        kept.forEach((target, name) -> {
            if (!targets.contains(target)) {
                mounts.add(volume(name, target, false));
            }
        });
    }

    private static Mount volume(String name, String target, boolean readOnly) {
        Mount mount = new Mount().withType(MountType.VOLUME).withTarget(target).withReadOnly(readOnly);
        return name.isEmpty() ? mount : mount.withSource(name);
    }

    private String reference(String namespace) throws LaunchException {
        return surroundings.containers().reference(namespace);
    }

    private void attach(CreateContainerCmd command, Attachment attachment) {
        command.withAliases(aliases(attachment));
        if (!attachment.ipv4().isEmpty()) {
            command.withIpv4Address(attachment.ipv4());
        }
        if (!attachment.ipv6().isEmpty()) {
            command.withIpv6Address(attachment.ipv6());
        }
        if (!attachment.mac().isEmpty()) {
            command.withMacAddress(attachment.mac());
        }
    }

    private void connect(String id, String network, Attachment attachment) {
        ContainerNetwork settings = new ContainerNetwork().withAliases(aliases(attachment));
        if (!attachment.ipv4().isEmpty() || !attachment.ipv6().isEmpty()) {
            ContainerNetwork.Ipam ipam = new ContainerNetwork.Ipam();
            ipam = attachment.ipv4().isEmpty() ? ipam : ipam.withIpv4Address(attachment.ipv4());
            settings.withIpamConfig(attachment.ipv6().isEmpty() ? ipam : ipam.withIpv6Address(attachment.ipv6()));
        }
        var _ = engine.calls()
                .connectToNetworkCmd()
                .withNetworkId(network)
                .withContainerId(id)
                .withContainerNetwork(settings)
                .exec();
    }

    /// As Compose does: the container's own name and the service's.
    private List<String> aliases(Attachment attachment) {
        Set<String> aliases = new LinkedHashSet<>(List.of(surroundings.containers().name(service)));
        if (!surroundings.oneOff()) {
            aliases.add(service.name());
            aliases.addAll(attachment.aliases());
        }
        return List.copyOf(aliases);
    }

    /// The keys of its networks, the one with the highest priority first, then by name; empty: it has none of its own.
    List<String> networks() {
        NetworkOptions network = service.container().options().network();
        if (!network.mode().isEmpty()) {
            return List.of();
        }
        Map<String, Attachment> attachments = network.attachments();
        List<String> keys = new ArrayList<>(attachments.keySet());
        keys.sort(Comparator.<String>comparingInt(key -> -attachments.getOrDefault(key, Attachment.PLAIN).priority())
                .thenComparing(Comparator.naturalOrder()));
        return keys.isEmpty() ? List.of("default") : keys;
    }
}
