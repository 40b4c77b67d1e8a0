package dev.astra.container;

import dev.astra.model.Common;
import dev.astra.model.ContainerService;
import dev.astra.model.Healthcheck;
import dev.astra.model.Probe;
import dev.astra.model.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What changes for the supervisor when services run as containers. Touches no engine.
public final class ContainerStacks {
    /// What the command begins with by which a container is asked for its health; the words of its test follow, for people. It never
    /// runs: [RunningContainer] answers it.
    private static final String HEALTH = "healthcheck:";
    /// An engine is asked for what it knows anyway.
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration START_INTERVAL = Duration.ofMillis(150);

    private ContainerStacks() {}

    /// The stack with healthchecks that ask the engine, and its test while the container starts. Failures do not count before
    /// the engine must have come to its own word; from then on one word of it is enough, since it has counted itself.
    public static Stack adapt(Stack stack) {
        return stack.withContainers(ContainerStacks::adapt);
    }

    private static ContainerService adapt(ContainerService service) {
        Common common = service.common();
        Common adapted = new Common(common.name(), common.group(), common.profiles(), common.dependsOn(),
                common.healthcheck().map(ContainerStacks::adapt), common.restart(), common.stop(), common.ports(),
                common.labels(), common.place());
        return new ContainerService(adapted, service.container(), service.hooks());
    }

    private static Healthcheck adapt(Healthcheck check) {
        Duration judged = check.startPeriod()
                .plus(check.interval().plus(check.timeout()).multipliedBy(check.retries()))
                .plus(check.interval());
        return new Healthcheck(new Probe.Exec(health(check.probe())), shorter(check.interval(), INTERVAL),
                check.timeout(), 1, judged,
                shorter(check.startInterval(), START_INTERVAL));
    }

    private static List<String> health(Probe probe) {
        List<String> command = new ArrayList<>(List.of(HEALTH));
        if (probe instanceof Probe.Exec(List<String> test)) {
            command.addAll(test.isEmpty() ? List.of("the image's own") : HealthTest.words(test));
        }
        return command;
    }

    static boolean asksForHealth(List<String> command) {
        return !command.isEmpty() && command.getFirst().equals(HEALTH);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// The service as its file has it.
    static Optional<ContainerService> written(Stack stack, String name) {
        return Optional.ofNullable(stack.services().get(name))
                .filter(ContainerService.class::isInstance)
                .map(ContainerService.class::cast);
    }
}
