package dev.astra.daemon;

import dev.astra.container.EngineSearch;
import dev.astra.embedded.StoreProgram;
import dev.astra.model.ContainerService;
import dev.astra.model.EngineChoice;
import dev.astra.model.Port;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import dev.astra.process.PortHolder;
import dev.astra.process.PortHolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at what a stack would find on this machine.
public final class Checkup {
    private final Map<String, String> environment;
    private final EngineSearch search;

    /// Looks for an engine of containers.
    ///
    /// @param environment the caller's, which says where to look
    public Checkup(Map<String, String> environment) {
        this.environment = environment;
        this.search = EngineSearch.begin(environment);
    }

    /// Something found.
    ///
    /// @param good whether it stands in no stack's way
    public record Finding(boolean good, String text) {}

    /// The container engine that answers, if any, and where else one was looked for.
    public List<Finding> engine() {
        List<Finding> findings = new ArrayList<>();
        search.engine()
                .ifPresentOrElse(
                        found -> findings.add(new Finding(true, "container engine: %s answers (%s), API %s"
                                .formatted(found.address(), found.source(), found.apiVersion()))),
                        () -> findings.add(new Finding(true,
                                "container engine: none answers, services with an image run as embedded stores")));
        if (search.engine().isEmpty()) {
            search.tried().forEach(each -> findings.add(new Finding(true, "  asked: " + each)));
        }
        return findings;
    }

    /// The programs that are looked for on PATH before anything is downloaded.
    public List<Finding> programs(List<String> names) {
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            Optional<Path> found = List.of(environment.getOrDefault("PATH", "").split(":"))
                    .stream()
                    .filter(each -> !each.isEmpty())
                    .map(each -> Path.of(each, name))
                    .filter(Files::isExecutable)
                    .findFirst();
            findings.add(new Finding(true, name + ": " + found.map(Path::toString).orElse("not on PATH")));
        }
        return findings;
    }

    /// What each service with an image would run from: the image where there is an engine of containers, else a store's own program.
    ///
    /// @throws IOException when a program that is installed can't be asked for its version
    public List<Finding> images(Stack stack) throws IOException, InterruptedException {
        boolean containers = stack.engine() != EngineChoice.EMBEDDED
                && (stack.engine() == EngineChoice.DOCKER || search.engine().isPresent());
        List<Finding> findings = new ArrayList<>();
        for (Service each : stack.services().values()) {
            if (!(each instanceof ContainerService service)) {
                continue;
            }
            String wants = each.name() + " wants the image " + service.container().image();
            Optional<StoreProgram> program = containers
                    ? Optional.empty()
                    : StoreProgram.of(service, environment);
            boolean good = containers || program.isPresent();
            findings.add(new Finding(good, wants + (good ? "" : ", which has no embedded counterpart")
                    + program.map(found -> "; embedded " + found.store() + ": " + found.source()).orElse("")));
        }
        return findings;
    }

    /// For each port of the stack who listens on it now. With the stack running that should be the stack.
    public static List<Finding> ports(Stack stack) {
        List<Finding> findings = new ArrayList<>();
        for (Service service : stack.services().values()) {
            for (Port port : service.common().ports()) {
                if (port.published() > 0 && port.protocol() == Port.Protocol.TCP) {
                    List<PortHolder> holders = PortHolders.of(port.published());
                    String who = holders.isEmpty() ? "free" : holders.getFirst().describe();
                    findings.add(new Finding(holders.isEmpty(),
                            "port " + port.published() + " of " + service.name() + ": " + who));
                }
            }
        }
        return findings;
    }
}
