package dev.astra.embedded;

import dev.astra.model.Common;
import dev.astra.model.ContainerService;
import dev.astra.model.Healthcheck;
import dev.astra.model.Probe;
import dev.astra.model.Stack;
import dev.astra.model.StopPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Which services can do without containers, and what changes for the supervisor when they do. Touches neither disk nor network.
public final class EmbeddedStores {
    /// A probe costs next to nothing, and a store is there within a few hundred milliseconds.
    private static final Duration START_INTERVAL = Duration.ofMillis(25);
    private static final Duration START_PERIOD = Duration.ofSeconds(30);
    private static final Healthcheck DEFAULT = new Healthcheck(new Probe.Exec(List.of("")), Duration.ofSeconds(5),
            Duration.ofSeconds(5), 3, START_PERIOD, START_INTERVAL);

    private EmbeddedStores() {}

    /// Why each of the stack's containers that has no embedded counterpart has none, and what to do; empty when all have one.
    public static List<String> unsupported(Stack stack) {
        return stack.services()
                .values()
                .stream()
                .filter(ContainerService.class::isInstance)
                .flatMap(service -> problem((ContainerService) service).stream())
                .toList();
    }

    /// The stack as it runs on embedded stores: their healthchecks, stop signals and ports are those of the processes that
    /// stand for the containers. Its services stay containers to everybody but [EmbeddedLauncher].
    public static Stack adapt(Stack stack) {
        return stack.withContainers(EmbeddedStores::adapt);
    }

    /// A service without a counterpart comes back as it is.
    static ContainerService adapt(ContainerService service) {
        Optional<StoreKind> kind = StoreKind.of(service.container().image());
        Optional<ServerCommand> command = kind.flatMap(each -> ServerCommand.of(service.container(), each));
        if (kind.isEmpty() || command.isEmpty()) {
            return service;
        }
        Common common = service.common();
        int serverPort = ServerPort.of(kind.get(), command.get().arguments());
        Address address = Address.of(common.ports(), serverPort);
        Common adapted = new Common(common.name(), common.group(), common.profiles(), common.dependsOn(),
                Optional.of(healthcheck(kind.get(), common.healthcheck().orElse(DEFAULT))), common.restart(),
                stop(kind.get(), common.stop()), List.of(address.asPort(serverPort)), common.labels(), common.place());
        return new ContainerService(adapted, service.container(), service.hooks());
    }

    /// Why a service cannot be embedded; empty when it can.
    static Optional<String> problem(ContainerService service) {
        String image = service.container().image();
        String where = "service " + service.name() + " (" + service.common().place() + ")";
        Optional<StoreKind> kind = StoreKind.of(image);
        if (kind.isEmpty()) {
            return Optional.of(where + ": " + (image.isEmpty() ? "an image that is built" : "the image " + image)
                    + " has no embedded counterpart (postgres, redis, valkey, memcached and minio have); "
                    + howToGetDocker());
        }
        if (ServerCommand.of(service.container(), kind.get()).isEmpty()) {
            return Optional.of(where + ": its command does more than start " + kind.get().title()
                    + ", which only a container can do; " + howToGetDocker());
        }
        return Optional.empty();
    }

    private static String howToGetDocker() {
        return "install Docker (https://docs.docker.com/engine/install, on Debian and Ubuntu: apt-get install docker.io),"
                + " see that `docker ps` works, and run astra with --engine docker";
    }

    /// The file's own test is a command of the image; its timing holds.
    private static Healthcheck healthcheck(StoreKind kind, Healthcheck given) {
        return new Healthcheck(new Probe.Exec(kind.probeCommand()), given.interval(), given.timeout(), given.retries(),
                longer(given.startPeriod(), START_PERIOD), START_INTERVAL);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// A file that says nothing leaves the choice to the image.
    private static StopPolicy stop(StoreKind kind, StopPolicy given) {
        return given.signal().equals(StopPolicy.DEFAULT.signal())
                ? new StopPolicy(kind.stopSignal(), given.grace())
                : given;
    }
}
