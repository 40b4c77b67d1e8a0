package dev.astra.container;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import dev.astra.model.ContainerSpec;
import dev.astra.model.ImageBuild;
import dev.astra.model.PullPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Has the images that containers are made of: finds, pulls or builds them. Safe for use by several threads; who wants an image
/// that another is getting already waits for it.
final class Images {
    private final Engine engine;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Images(Engine engine) {
        this.engine = engine;
    }

    /// The image's id.
    String have(String service, ContainerSpec spec, Progress progress) throws LaunchException, InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(spec.image(), _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return get(service, spec, progress);
        } finally {
            lock.unlock();
        }
    }

    private String get(String service, ContainerSpec spec, Progress progress)
            throws LaunchException, InterruptedException {
        Optional<InspectImageResponse> present = find(spec.image());
        PullPolicy policy = spec.options().image().pull();
        Optional<ImageBuild> build = spec.options().image().build();
        boolean wanted = switch (policy.mode()) {
            case ALWAYS, BUILD -> true;
            case NEVER, MISSING -> false;
            case EVERY -> present.isPresent() && old(present.get(), policy.age());
        };
        if (present.isPresent() && present.get().getId() != null && !wanted) {
            return present.get().getId();
        }
        if (build.isPresent() && policy.mode() != PullPolicy.Mode.NEVER) {
            new ImageBuilder(engine, service, progress).build(spec, build.get());
        } else if (policy.mode() == PullPolicy.Mode.NEVER) {
            throw new LaunchException(
                    "the image " + spec.image() + " is not there, and pull_policy: never keeps it from"
                            + " being pulled: `docker pull " + spec.image() + "`");
        } else {
            pull(spec, progress);
        }
        return find(spec.image()).map(InspectImageResponse::getId)
                .orElseThrow(() -> new LaunchException(build.isPresent()
                        ? "the image " + spec.image()
                                + " was built, and yet the engine does not have it: `docker image ls`"
                        : EngineWords.brokenOff(spec.image())));
    }

    private Optional<InspectImageResponse> find(String image) throws LaunchException {
        try {
            return Optional.of(engine.calls().inspectImageCmd(image).exec());
        } catch (NotFoundException _) {
            return Optional.empty();
        } catch (RuntimeException failed) {
            throw new LaunchException("cannot look for the image " + image + ": " + EngineWords.of(failed), failed);
        }
    }

    /// Whether the last pull is longer ago than that.
    private static boolean old(InspectImageResponse image, Duration age) {
        Object metadata = image.getRawValues().get("Metadata");
        Object pulled = metadata instanceof Map<?, ?> map ? map.get("LastTagTime") : null;
        try {
            return pulled == null || Instant.parse(pulled.toString()).isBefore(Instant.now().minus(age));
        } catch (DateTimeParseException _) {
            return true;
        }
    }

    private void pull(ContainerSpec spec, Progress progress) throws LaunchException, InterruptedException {
        String image = spec.image();
        PullImageCmd command = engine.streams().pullImageCmd(repository(image)).withTag(tag(image));
        String platform = spec.options().image().platform();
        if (!platform.isEmpty()) {
            command.withPlatform(platform);
        }
        progress.report("pulling " + image, Optional.empty());
        PullProgress pull = new PullProgress(image, progress);
        try (pull) {
            command.exec(pull).awaitCompletion();
        } catch (InterruptedException called) {
            throw called;
        } catch (RuntimeException | java.io.IOException failed) {
            if (EngineWords.unreachable(failed)) {
                throw new LaunchException(EngineWords.brokenOff(image));
            }
            throw new LaunchException(EngineWords.pull(image, EngineWords.of(failed)), failed);
        }
        Optional<String> error = pull.error();
        if (error.isPresent()) {
            throw new LaunchException(EngineWords.pull(image, error.get()));
        }
    }

    /// All before the tag; a digest stays with it.
    static String repository(String image) {
        int colon = image.lastIndexOf(':');
        return image.contains("@") || colon < 0 || image.indexOf('/', colon) >= 0 ? image : image.substring(0, colon);
    }

    /// Without one the engine would pull all there are.
    static String tag(String image) {
        if (image.contains("@")) {
            return "";
        }
        String repository = repository(image);
        return repository.length() == image.length() ? "latest" : image.substring(repository.length() + 1);
    }
}
