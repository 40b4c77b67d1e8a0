package dev.astra.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.astra.launch.LaunchException;
import dev.astra.model.ContainerService;
import dev.astra.model.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The containers of a stack as the engine has them. Safe for use by several threads.
final class Containers {
    private static final String ANONYMOUS = "[0-9a-f]{64}";

    private final Engine engine;
    private final Stack stack;

    Containers(Engine engine, Stack stack) {
        this.engine = engine;
        this.stack = stack;
    }

    /// Project, service and number, unless the file says otherwise.
    String name(ContainerService service) {
        String written = service.container().options().runtime().name();
        return written.isEmpty() ? stack.name() + "-" + service.name() + "-1" : written;
    }

    /// The container of a service, whoever made it for this project.
    ///
    /// @throws LaunchException when another container has its name, or another checkout the project's
    Optional<InspectContainerResponse> find(ContainerService service) throws LaunchException {
        Optional<InspectContainerResponse> named = inspect(name(service));
        if (named.isPresent()) {
            check(service, named.get());
            return named;
        }
        List<Container> labelled = labelled(service);
        return labelled.isEmpty() ? Optional.empty() : inspect(labelled.getFirst().getId());
    }

    /// Further containers of a service, as Compose makes them of `replicas`: Astra runs one.
    List<InspectContainerResponse> surplus(ContainerService service, Optional<InspectContainerResponse> found) {
        String first = found.map(InspectContainerResponse::getId).orElse("");
        return labelled(service).stream()
                .filter(each -> !each.getId().equals(first))
                .flatMap(each -> inspect(each.getId()).stream())
                .toList();
    }

    /// Of this checkout alone.
    private List<Container> labelled(ContainerService service) {
        return engine.calls()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.PROJECT, stack.name(), Labels.SERVICE, service.name(), Labels.ONE_OFF,
                        "False", Labels.FOLDER, stack.folder().toString()))
                .exec();
    }

    private void check(ContainerService service, InspectContainerResponse found) throws LaunchException {
        Map<String, String> labels = found.getConfig().getLabels();
        String what = "the container " + name(service);
        String project = Labels.get(labels, Labels.PROJECT);
        String folder = Labels.get(labels, Labels.FOLDER);
        if (project.isEmpty() || !Labels.get(labels, Labels.SERVICE).equals(service.name())) {
            throw new LaunchException(
                    what + " is there already and was made by somebody else: remove it with `docker rm -f "
                            + name(service) + "`, or give the project another name with --project-name");
        }
        if (!project.equals(stack.name()) || !folder.isEmpty() && !folder.equals(stack.folder().toString())) {
            throw new LaunchException(what + " belongs to the project " + project + " in " + folder
                    + ": give this one another name with --project-name, or `docker compose -p " + project
                    + " down` there");
        }
    }

    Optional<InspectContainerResponse> inspect(String id) {
        try {
            return Optional.of(engine.calls().inspectContainerCmd(id).exec());
        } catch (NotFoundException _) {
            return Optional.empty();
        }
    }

    /// Its anonymous volumes, by where they are mounted.
    static Map<String, String> anonymousVolumes(InspectContainerResponse container) {
        Map<String, String> volumes = new HashMap<>();
        for (InspectContainerResponse.Mount mount : container.getMounts() == null
                ? List.<InspectContainerResponse.Mount>of()
                : container.getMounts()) {
            if (mount.getName() != null && mount.getName().matches(ANONYMOUS) && mount.getDestination() != null) {
                volumes.put(mount.getDestination().getPath(), mount.getName());
            }
        }
        return volumes;
    }

    /// What the engine calls a namespace: `service:db` becomes that service's container.
    String reference(String namespace) throws LaunchException {
        if (!namespace.startsWith("service:")) {
            return namespace;
        }
        String other = namespace.substring("service:".length());
        if (stack.services().get(other) instanceof ContainerService target) {
            return "container:" + find(target).map(InspectContainerResponse::getId)
                    .orElseThrow(() -> new LaunchException(
                            "its namespace is that of " + other + ", which has no container"));
        }
        throw new LaunchException("its namespace is that of " + other + ", which is no container");
    }

    /// Removes one that came to nothing, with its anonymous volumes.
    void discard(String id) {
        try {
            var _ = engine.calls().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
        } catch (RuntimeException _) {
            return; // it is gone, or stays until the next `down`
        }
    }

    /// Removes one that another stands in for. Its volumes stay.
    void remove(String id) throws LaunchException {
        try {
            var _ = engine.calls().removeContainerCmd(id).withForce(true).exec();
        } catch (NotFoundException _) {
            return;
        } catch (DockerException failed) {
            throw new LaunchException("cannot remove its old container: " + EngineWords.of(failed), failed);
        }
    }
}
