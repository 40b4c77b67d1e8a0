package dev.astra.container;

import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.model.Network;
import dev.astra.launch.LaunchException;
import dev.astra.model.NamedResource;
import dev.astra.model.Stack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The networks of a stack, made when a container first needs them. Safe for use by several threads.
final class Networks {
    private final Engine engine;
    private final ReentrantLock lock = new ReentrantLock();

    Networks(Engine engine) {
        this.engine = engine;
    }

    /// The name of the network, which is there now.
    ///
    /// @param key as the services name it
    String have(Stack stack, String key) throws LaunchException, InterruptedException {
        NamedResource network = resource(stack, key);
        lock.lockInterruptibly();
        try {
            Optional<Network> present = find(network.name());
            if (present.isPresent()) {
                check(network, present.get(), stack);
            } else if (network.external()) {
                throw new LaunchException(
                        "the external network " + network.name() + " is not there: `docker network create "
                                + network.name() + "`");
            } else {
                create(network, stack, key);
            }
            return network.name();
        } catch (RuntimeException failed) {
            throw new LaunchException("cannot make the network " + network.name() + ": " + EngineWords.of(failed),
                    failed);
        } finally {
            lock.unlock();
        }
    }

    /// The name of the network, there or not.
    String name(Stack stack, String key) {
        return resource(stack, key).name();
    }

    private static NamedResource resource(Stack stack, String key) {
        return stack.resources()
                .networks()
                .getOrDefault(key, new NamedResource(stack.name() + "_" + key, false, "", Map.of(), Map.of()));
    }

    private Optional<Network> find(String name) {
        return engine.calls()
                .listNetworksCmd()
                .withNameFilter(name)
                .exec()
                .stream()
                .filter(each -> name.equals(each.getName()))
                .findFirst();
    }

    private static void check(NamedResource network, Network present, Stack stack) throws LaunchException {
        String owner = Labels.get(present.getLabels(), Labels.PROJECT);
        if (!network.external() && !owner.equals(stack.name())) {
            throw new LaunchException("the network " + network.name() + " is there already and "
                    + (owner.isEmpty() ? "was made by somebody else" : "belongs to the project " + owner)
                    + ": say external: true to use it, or `docker network rm " + network.name() + "`");
        }
    }

    private void create(NamedResource network, Stack stack, String key) {
        NamedResource.Addressing addressing = network.addressing();
        CreateNetworkCmd command = engine.calls()
                .createNetworkCmd()
                .withName(network.name())
                .withCheckDuplicate(true)
                .withLabels(Labels.network(network.labels(), stack.name(), key))
                .withOptions(network.options())
                .withInternal(addressing.internal())
                .withAttachable(addressing.attachable())
                .withEnableIpv6(addressing.ipv6());
        if (!network.driver().isEmpty()) {
            command.withDriver(network.driver());
        }
        if (!addressing.ipam().isEmpty() || !addressing.subnets().isEmpty()) {
            Network.Ipam ipam = new Network.Ipam()
                    .withConfig(addressing.subnets().stream().map(Networks::config).toList());
            command.withIpam(addressing.ipam().isEmpty() ? ipam : ipam.withDriver(addressing.ipam()));
        }
        var _ = command.exec();
    }

    private static Network.Ipam.Config config(NamedResource.Subnet subnet) {
        Network.Ipam.Config config = new Network.Ipam.Config();
        if (!subnet.subnet().isEmpty()) {
            config.withSubnet(subnet.subnet());
        }
        if (!subnet.gateway().isEmpty()) {
            config.withGateway(subnet.gateway());
        }
        if (!subnet.range().isEmpty()) {
            config.withIpRange(subnet.range());
        }
        return config;
    }

    /// All that bear the project's label.
    List<Network> of(String project) {
        return engine.calls().listNetworksCmd().withFilter("label", List.of(Labels.PROJECT + "=" + project)).exec();
    }
}
