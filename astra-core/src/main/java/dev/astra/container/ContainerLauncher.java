package dev.astra.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import dev.astra.container.Creation.Surroundings;
import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Launcher;
import dev.astra.launch.Running;
import dev.astra.log.Mark;
import dev.astra.model.ContainerService;
import dev.astra.model.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Starts services as containers of an engine. A container that is there and was made from the same description is kept, running or
/// stopped; one made from another is made anew with its volumes. Safe for use by several threads, one service each.
public final class ContainerLauncher implements Launcher, AutoCloseable {
    private final Engine engine;
    private final Supplier<Stack> stack;
    private final Path folder;
    private final IntFunction<Optional<String>> portHolder;
    private final Images images;
    private final Networks networks;
    private final Volumes volumes;

    /// @param environment the caller's, for the certificates of an engine behind TLS
    /// @param stack as its files describe it now
    /// @param folder for what is remembered of containers; made when it is needed
    /// @param portHolder tells in words who listens on a port of this machine
    public ContainerLauncher(
            FoundEngine engine, Map<String, String> environment, Supplier<Stack> stack, Path folder,
            IntFunction<Optional<String>> portHolder) {
        this.engine = new Engine(engine, environment);
        this.stack = stack;
        this.folder = folder;
        this.portHolder = portHolder;
        images = new Images(this.engine);
        networks = new Networks(this.engine);
        volumes = new Volumes(this.engine);
        this.engine.warm();
    }

    @Override
    public Running launch(Launch launch) throws LaunchException, InterruptedException {
        if (!(launch.service() instanceof ContainerService service)) {
            throw new LaunchException(launch.service().name() + " has no image, so it is no container");
        }
        ContainerService written = ContainerStacks.written(stack.get(), service.name()).orElse(service);
        try {
            engine.await(launch.progress());
            return launch(launch, written);
        } catch (LaunchException | RuntimeException failed) {
            if (!Thread.currentThread().isInterrupted() && EngineWords.unreachable(failed)) {
                return again(launch, written);
            }
            throw inWords(failed, service);
        }
    }

    /// The engine went away in the middle, or has been restarted since it was last spoken to. What was done so far counts.
    private Running again(Launch launch, ContainerService service) throws LaunchException, InterruptedException {
        engine.reconnect();
        engine.await(launch.progress());
        long end = System.nanoTime() + Engine.PATIENCE.toNanos();
        while (true) {
            try {
                return launch(launch, service);
            } catch (ConflictException making) { // the engine is still at what it was asked for before
                if (System.nanoTime() > end) {
                    throw inWords(making, service);
                }
                Thread.sleep(Engine.BETWEEN_LOOKS);
            } catch (RuntimeException failed) {
                throw inWords(failed, service);
            }
        }
    }

    private LaunchException inWords(Exception failed, ContainerService service) throws InterruptedException {
        if (failed instanceof LaunchException known) {
            return known;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return new LaunchException(EngineWords.unreachable(failed)
                ? "the container engine at " + engine.found().address() + " does not answer: " + EngineWords.of(failed)
                : "the engine refuses the container of " + service.name() + ": " + EngineWords.of(failed), failed);
    }

    private Running launch(Launch launch, ContainerService service) throws LaunchException, InterruptedException {
        Stack now = stack.get();
        Containers containers = new Containers(engine, now);
        String imageId = images.have(service.name(), service.container(), launch.progress());
        Surroundings surroundings = new Surroundings(networks, volumes, new InlineFiles(folder), containers, false);
        Optional<InspectContainerResponse> present = containers.find(service);
        for (InspectContainerResponse each : containers.surplus(service, present)) {
            launch.progress()
                    .report("removing " + each.getName().substring(1) + ": Astra runs one container",
                            Optional.empty());
            new Replacing(engine).stop(each, service.common().stop().grace());
            containers.remove(each.getId());
        }
        Creation creation = new Creation(engine, now, service, surroundings);
        Adoption adoption = new Adoption(engine, networks, now, service, creation);
        Optional<String> refusal = present.isPresent()
                ? adoption.refusal(present.get(), imageId)
                : Optional.empty();
        Optional<InspectContainerResponse> kept = refusal.isPresent() ? Optional.empty() : present;
        if (kept.isPresent()) {
            adoption.takeOver(kept.get());
            return Whole.step(() -> start(launch, service, containers, kept, kept.get().getId()));
        }
        if (present.isPresent()) {
            launch.progress()
                    .report("replacing its container: another " + refusal.orElse("description"), Optional.empty());
            new Replacing(engine).stop(present.get(), service.common().stop().grace());
        }
        String id = Whole.step(() -> replace(containers, present, creation, imageId));
        if (Thread.interrupted()) {
            if (present.isEmpty()) {
                containers.discard(id);
            }
            throw new InterruptedException();
        }
        return Whole.step(() -> start(launch, service, containers, present, id));
    }

    private static String replace(
            Containers containers, Optional<InspectContainerResponse> present, Creation creation, String imageId)
            throws LaunchException, InterruptedException {
        if (present.isPresent()) {
            containers.remove(present.get().getId());
        }
        return creation.create(imageId, present.map(Containers::anonymousVolumes).orElse(Map.of()));
    }

    /// @param before the same container as it was, or the one that it stands in for and whose volumes it has; empty: it is new
    private Running start(
            Launch launch, ContainerService service, Containers containers, Optional<InspectContainerResponse> before,
            String id) throws LaunchException {
        Optional<InspectContainerResponse> kept = before.filter(each -> each.getId().equals(id));
        boolean running = kept.map(each -> Boolean.TRUE.equals(each.getState().getRunning())).orElse(false);
        LogPosition position = LogPosition.of(folder.resolve(service.name() + ".position"), id);
        try {
            if (running) {
                position.orElse(kept.map(each -> each.getState().getStartedAt()).orElse(""));
            } else {
                position.orElse(kept.map(each -> each.getState().getFinishedAt()).orElse(""));
                var _ = engine.calls().startContainerCmd(id).exec();
            }
        } catch (RuntimeException failed) {
            if (before.isEmpty()) {
                containers.discard(id);
            }
            throw new StartProblem(service, portHolder).of(failed);
        }
        String how = running ? "took over the running container " + id.substring(0, 12) : launch.cause();
        launch.log().mark(new Mark.Began(OptionalLong.empty(), how));
        return new ContainerRun(engine, containers, service, id).begin(launch.log(), position);
    }

    /// Removes what bears the stack's label: stopped containers and networks.
    ///
    /// @param withVolumes its named volumes too
    /// @return what was removed, a line each, or could not be
    public List<String> remove(boolean withVolumes) {
        return new Removal(engine, networks, volumes).remove(stack.get(), withVolumes);
    }

    @Override
    public void close() {
        engine.close();
    }
}
