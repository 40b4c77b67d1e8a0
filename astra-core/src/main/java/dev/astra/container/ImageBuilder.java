package dev.astra.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.model.BuildResponseItem;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import dev.astra.model.ContainerSpec;
import dev.astra.model.ImageBuild;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Has the engine build one image.
final class ImageBuilder {
    private static final int EVIDENCE = 10;

    private final Engine engine;
    private final String service;
    private final Progress progress;

    ImageBuilder(Engine engine, String service, Progress progress) {
        this.engine = engine;
        this.service = service;
        this.progress = progress;
    }

    void build(ContainerSpec spec, ImageBuild build) throws LaunchException, InterruptedException {
        progress.report("building " + spec.image(), Optional.empty());
        Output output = new Output();
        boolean remote = !Path.of(build.context()).isAbsolute();
        try (output; InputStream context = remote ? InputStream.nullInputStream() : new BuildContext(build).open()) {
            BuildImageCmd command = command(spec, build);
            if (remote) {
                command.withRemote(URI.create(build.context())).withDockerfilePath(build.dockerfile());
            } else {
                command.withTarInputStream(context).withDockerfilePath(new BuildContext(build).dockerfile());
            }
            command.exec(output).awaitCompletion();
        } catch (RuntimeException | IOException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failed(spec, EngineWords.of(failed), output);
        }
        String error = output.error;
        if (error != null) {
            throw failed(spec, error, output);
        }
    }

    private BuildImageCmd command(ContainerSpec spec, ImageBuild build) {
        ImageBuild.Details details = build.details();
        Set<String> tags = new HashSet<>(details.tags());
        tags.add(spec.image());
        BuildImageCmd command = engine.streams()
                .buildImageCmd()
                .withTags(tags)
                .withNoCache(details.noCache())
                .withPull(details.pull())
                .withForcerm(true)
                .withLabels(build.labels());
        build.arguments().forEach(command::withBuildArg);
        if (!details.cacheFrom().isEmpty()) {
            command.withCacheFrom(Set.copyOf(details.cacheFrom()));
        }
        if (!details.extraHosts().isEmpty()) {
            command.withExtraHosts(Set.copyOf(details.extraHosts()));
        }
        if (!details.network().isEmpty()) {
            command.withNetworkMode(details.network());
        }
        if (details.shmBytes() > 0) {
            command.withShmsize(details.shmBytes());
        }
        if (!build.target().isEmpty()) {
            command.withTarget(build.target());
        }
        if (!spec.options().image().platform().isEmpty()) {
            command.withPlatform(spec.options().image().platform());
        }
        return command;
    }

    private LaunchException failed(ContainerSpec spec, String reason, Output output) {
        return new LaunchException("the image " + spec.image() + " of " + service + " can't be built: " + reason
                + output.end(), null);
    }

    /// What the engine tells while it builds.
    private final class Output extends ResultCallback.Adapter<BuildResponseItem> {
        private final Deque<String> last = new ArrayDeque<>();
        private volatile @Nullable String error;

        @Override
        public synchronized void onNext(BuildResponseItem item) {
            if (item.isErrorIndicated()) {
                error = item.getErrorDetail() == null
                        ? "the engine does not say why"
                        : item.getErrorDetail().getMessage();
                return;
            }
            String text = item.getStream();
            if (text == null || text.isBlank()) {
                return;
            }
            last.add(text.strip());
            if (last.size() > EVIDENCE) {
                last.remove();
            }
            if (text.startsWith("Step ")) {
                progress.report("building " + text.strip(), Optional.empty());
            }
        }

        synchronized String end() {
            return last.isEmpty() ? "" : "\n" + String.join("\n", last);
        }
    }
}
