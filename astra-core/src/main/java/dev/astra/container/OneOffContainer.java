package dev.astra.container;

import dev.astra.container.Creation.Surroundings;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Streams;
import dev.astra.model.Common;
import dev.astra.model.ContainerOptions;
import dev.astra.model.ContainerService;
import dev.astra.model.ContainerSpec;
import dev.astra.model.RuntimeOptions;
import dev.astra.model.Stack;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A container beside those of a stack, of a service's image and settings but for its published ports; gone when its command has ended.
public final class OneOffContainer {
    private final Engine engine;
    private final Stack stack;
    private final Path folder;

    /// @param folder for secrets that have no file of their own
    public OneOffContainer(FoundEngine engine, Map<String, String> environment, Stack stack, Path folder) {
        this.engine = new Engine(engine, environment);
        this.stack = stack;
        this.folder = folder;
    }

    /// Runs it to its end.
    ///
    /// @param command instead of the service's own; empty: the service's
    /// @return its exit code
    /// @throws LaunchException when it can't be started
    public int run(ContainerService service, List<String> command, OutputStream out, OutputStream error)
            throws LaunchException, InterruptedException {
        ContainerService single = single(service, command, stack.name());
        Containers containers = new Containers(engine, stack);
        try {
            String image = new Images(engine).have(service.name(), service.container(), (_, _) -> {});
            Surroundings surroundings = new Surroundings(new Networks(engine), new Volumes(engine),
                    new InlineFiles(folder),
                    containers, true);
            String id = new Creation(engine, stack, single, surroundings).create(image, Map.of());
            try {
                return toEnd(id, out, error);
            } finally {
                containers.discard(id);
            }
        } catch (RuntimeException failed) {
            throw new LaunchException("cannot run a container of " + service.name() + ": " + EngineWords.of(failed),
                    failed);
        } finally {
            engine.close();
        }
    }

    private int toEnd(String id, OutputStream out, OutputStream error) throws InterruptedException {
        FrameCopy output = engine.streams()
                .attachContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(new FrameCopy(Streams.of(out, error)));
        output.awaitStarted();
        var _ = engine.calls().startContainerCmd(id).exec();
        output.awaitCompletion();
        Integer code = engine.streams().waitContainerCmd(id).start().awaitStatusCode();
        return code == null ? 0 : code;
    }

    private static ContainerService single(ContainerService service, List<String> command, String stack) {
        Common common = service.common();
        ContainerSpec spec = service.container();
        ContainerOptions options = spec.options();
        RuntimeOptions runtime = options.runtime();
        RuntimeOptions named = new RuntimeOptions(
                stack + "-" + service.name() + "-run-" + UUID.randomUUID().toString().substring(0, 8),
                runtime.workingDirectory(),
                runtime.init(), runtime.tty(), runtime.stdinOpen(), runtime.namespaces(), runtime.devices());
        return new ContainerService(
                new Common(common.name(), common.group(), common.profiles(), common.dependsOn(), common.healthcheck(),
                        common.restart(), common.stop(), List.of(), common.labels(), common.place()),
                new ContainerSpec(spec.image(), spec.entrypoint(),
                        command.isEmpty() ? spec.command() : Optional.of(command),
                        spec.environment(), spec.mounts(), spec.user(),
                        new ContainerOptions(options.image(), options.network(), options.limits(), options.privileges(),
                                named,
                                options.files(), options.logging())),
                service.hooks());
    }
}
