package dev.astra.daemon;

import dev.astra.container.ContainerStacks;
import dev.astra.container.EngineSearch;
import dev.astra.container.FoundEngine;
import dev.astra.embedded.EmbeddedStores;
import dev.astra.model.ContainerService;
import dev.astra.model.EngineChoice;
import dev.astra.model.Stack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What runs the services of a stack that have an image.
///
/// @param containers the engine of containers; empty: embedded stores
record EngineSelection(Optional<FoundEngine> containers) {
    /// Chooses as the stack says: `auto` takes an engine of containers where one answers, else embedded stores.
    ///
    /// @param environment the caller's, which says where an engine is looked for
    /// @throws HostException when what is asked for can't be had
    static EngineSelection of(Stack stack, Map<String, String> environment) throws HostException {
        boolean any = stack.services().values().stream().anyMatch(ContainerService.class::isInstance);
        if (!any || stack.engine() == EngineChoice.EMBEDDED) {
            return embedded(stack);
        }
        EngineSearch search = EngineSearch.begin(environment);
        if (search.engine().isPresent()) {
            return new EngineSelection(search.engine());
        }
        if (stack.engine() == EngineChoice.AUTO) {
            return embedded(stack);
        }
        throw new HostException(HostException.Kind.ENGINE,
                "--engine docker: no container engine answers; start Docker (`systemctl"
                        + " start docker`, or Docker Desktop), say with DOCKER_HOST where it is, or use --engine embedded, which runs"
                        + " postgres, redis, memcached and minio without it\n  asked: "
                        + String.join("\n  asked: ", search.tried()),
                null);
    }

    private static EngineSelection embedded(Stack stack) throws HostException {
        List<String> unsupported = EmbeddedStores.unsupported(stack);
        if (!unsupported.isEmpty()) {
            throw new HostException(HostException.Kind.ENGINE, String.join("\n", unsupported), null);
        }
        return new EngineSelection(Optional.empty());
    }

    /// The stack in the form in which it runs on this engine.
    Stack adapt(Stack described) {
        return containers.isPresent()
                ? ContainerStacks.adapt(described).on(EngineChoice.DOCKER)
                : EmbeddedStores.adapt(described).on(EngineChoice.EMBEDDED);
    }

    /// As `ps` prints it.
    String word() {
        return containers.isPresent() ? "docker" : "embedded";
    }
}
