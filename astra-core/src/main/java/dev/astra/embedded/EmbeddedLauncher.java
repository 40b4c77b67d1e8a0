package dev.astra.embedded;

import dev.astra.embedded.Site.Surroundings;
import dev.astra.embedded.provision.BinaryCache;
import dev.astra.embedded.provision.Platform;
import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Launcher;
import dev.astra.launch.Running;
import dev.astra.model.ContainerService;
import dev.astra.model.NativeService;
import dev.astra.model.ProcessSpec;
import dev.astra.model.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Starts the stores of a Compose file without containers: gets their programs, prepares their data, and hands a native
/// service to whoever starts processes. Safe for use by several threads, one service each.
public final class EmbeddedLauncher implements Launcher {
    private final Path stack;
    private final Launcher processes;
    private final BinaryCache cache;
    private final String searchPath;
    private final Supplier<Map<String, String>> mark;

    /// @param stack the folder of astra.yaml; data is kept in its `.astra/data`
    /// @param processes starts the native services
    /// @param environment the caller's; its `PATH`, `HOME` and `XDG_CACHE_HOME` say where programs are looked for and kept
    /// @param mark variables for what makes the data, so that it ends with Astra
    public EmbeddedLauncher(
            Path stack, Launcher processes, Map<String, String> environment, Supplier<Map<String, String>> mark) {
        this.stack = stack;
        this.processes = processes;
        this.mark = mark;
        this.cache = BinaryCache.of(environment);
        this.searchPath = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    }

    @Override
    public Running launch(Launch launch) throws LaunchException, InterruptedException {
        if (!(launch.service() instanceof ContainerService service)) {
            throw new LaunchException(launch.service().name() + " has no image, so there is nothing to embed");
        }
        Site site = Site.of(service, stack,
                new Surroundings(cache, Platform.current(), searchPath, launch.progress(), mark.get()));
        try {
            NativeService store = new NativeService(EmbeddedStores.adapt(service).common(), prepare(site),
                    service.hooks(), Watch.NOTHING, Optional.empty());
            Running running = processes.launch(launch.of(store));
            return new EmbeddedRunning(running, site.kind(), site.address(), probe(site));
        } catch (IOException failure) {
            throw new LaunchException(service.name() + ": the embedded " + site.kind().title()
                    + " could not be prepared: " + failure, failure);
        }
    }

    private static ProcessSpec prepare(Site site) throws IOException, LaunchException, InterruptedException {
        return switch (site.kind()) {
            case POSTGRES -> PostgresStore.prepare(site);
            case REDIS -> RedisStore.prepare(site);
            case MEMCACHED -> MemcachedStore.prepare(site);
            case S3 -> ObjectStore.prepare(site);
        };
    }

    private static StoreProbe probe(Site site) throws IOException, LaunchException {
        return switch (site.kind()) {
            case POSTGRES -> {
                PostgresSettings settings = PostgresSettings.of(site);
                yield new PostgresProbe(site.address(), settings.user(), settings.database());
            }
            case REDIS -> LineProbe.redis(site.address());
            case MEMCACHED -> LineProbe.memcached(site.address());
            case S3 -> LineProbe.http(site.address());
        };
    }
}
