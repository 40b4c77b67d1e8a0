package dev.astra.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.astra.launch.LaunchException;
import dev.astra.model.ContainerService;
import dev.astra.model.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether a container that is there is kept: one of Astra's own when it was made from the same description, one of Compose's when it is
/// what Astra would make.
///
/// @param creation of the container that would stand in for it
record Adoption(Engine engine, Networks networks, Stack stack, ContainerService service, Creation creation) {
    /// By the name that says so: docker-java's own has none, which changes nothing.
    private static final RestartPolicy NO_RESTART = Likeness.MAPPER.convertValue(Map.of("Name", "no"),
            RestartPolicy.class);

    /// Why it is not kept, in a few words; empty: it is.
    Optional<String> refusal(InspectContainerResponse present, String imageId)
            throws LaunchException, InterruptedException {
        if (!imageId.equals(present.getImageId())) {
            return Optional.of("image");
        }
        String hash = Labels.get(present.getConfig().getLabels(), Labels.ASTRA_HASH);
        if (!hash.isEmpty()) {
            return hash.equals(ConfigHash.of(service)) ? Optional.empty() : Optional.of("description");
        }
        CreateContainerCmd command = creation.prepare(imageId, Containers.anonymousVolumes(present));
        Optional<String> difference = new Likeness(present, command,
                engine.calls().inspectImageCmd(imageId).exec().getConfig()).difference();
        return difference.or(() -> hosts(present, command)).or(() -> networks(present, command));
    }

    /// The engine's own restarts end: from now on they are the supervisor's.
    void takeOver(InspectContainerResponse present) {
        RestartPolicy policy = present.getHostConfig().getRestartPolicy();
        if (policy != null && !policy.getName().isEmpty() && !policy.getName().equals("no")) {
            var _ = engine.calls()
                    .updateContainerCmd(present.getId())
                    .withRestartPolicy(NO_RESTART)
                    .exec();
        }
    }

    /// The name by which Astra's containers reach the machine is only missed where somebody uses it.
    private Optional<String> hosts(InspectContainerResponse present, CreateContainerCmd command) {
        List<String> wanted = hosts(settings(command).getExtraHosts());
        List<String> actual = hosts(present.getHostConfig().getExtraHosts());
        boolean unused = !service.container().toString().contains(HostSettings.HOST);
        if (unused) {
            wanted.remove(HostSettings.HOST_GATEWAY);
            actual.remove(HostSettings.HOST_GATEWAY);
        }
        return wanted.equals(actual) ? Optional.empty() : Optional.of("extra_hosts");
    }

    private static HostConfig settings(CreateContainerCmd command) {
        return Objects.requireNonNull(command.getHostConfig());
    }

    private static List<String> hosts(String @Nullable [] written) {
        return new ArrayList<>(written == null
                ? List.of()
                : List.of(written).stream().map(each -> each.replaceFirst("=", ":")).sorted().toList());
    }

    private Optional<String> networks(InspectContainerResponse present, CreateContainerCmd command) {
        List<String> keys = creation.networks();
        if (keys.isEmpty()) {
            String mode = String.valueOf(settings(command).getNetworkMode());
            return mode.equals(present.getHostConfig().getNetworkMode()) ? Optional.empty() : Optional.of("network");
        }
        Map<String, ContainerNetwork> actual = new TreeMap<>(present.getNetworkSettings().getNetworks());
        for (String key : keys) {
            ContainerNetwork network = actual.remove(networks.name(stack, key));
            List<String> aliases = network == null || network.getAliases() == null ? List.of() : network.getAliases();
            boolean first = key.equals(keys.getFirst());
            List<String> wanted = first ? command.getAliases() : List.of(service.name());
            String address = first ? command.getIpv4Address() : null;
            if (network == null || !aliases.containsAll(wanted)
                    || address != null && !address.equals(network.getIpAddress())) {
                return Optional.of("networks");
            }
        }
        return actual.isEmpty() ? Optional.empty() : Optional.of("networks");
    }
}
