package dev.astra.embedded;

import dev.astra.embedded.provision.BinaryCache;
import dev.astra.embedded.provision.MemcachedBinaries;
import dev.astra.embedded.provision.ObjectStoreJars;
import dev.astra.embedded.provision.Platform;
import dev.astra.embedded.provision.PostgresBinaries;
import dev.astra.embedded.provision.RedisBinaries;
import dev.astra.model.ContainerService;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Where the program of an embedded store comes from on this machine.
///
/// @param store what a person calls it
/// @param source in words: a program that is installed, the cache, or a download
public record StoreProgram(String store, String source) {
    /// Looks for the program; downloads nothing.
    ///
    /// @param environment the caller's; its `PATH`, `HOME` and `XDG_CACHE_HOME` say where
    /// @return empty when the service has no embedded counterpart
    /// @throws IOException when a program that is installed can't be asked for its version
    public static Optional<StoreProgram> of(ContainerService service, Map<String, String> environment)
            throws IOException, InterruptedException {
        Optional<StoreKind> kind = StoreKind.of(service.container().image());
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        BinaryCache cache = BinaryCache.of(environment);
        String path = environment.getOrDefault("PATH", "");
        Platform platform = Platform.current();
        String source = switch (kind.get()) {
            case POSTGRES -> cached(cache, PostgresBinaries.entry(platform));
            case REDIS -> RedisBinaries.installed(path)
                    .map(Object::toString)
                    .orElseGet(() -> cached(cache, RedisBinaries.entry(platform)));
            case MEMCACHED -> MemcachedBinaries.installed(path)
                    .map(Object::toString)
                    .orElseGet(() -> cached(cache, MemcachedBinaries.entry(platform)));
            case S3 -> cached(cache, ObjectStoreJars.entry());
        };
        return Optional.of(new StoreProgram(kind.get().title(), source));
    }

    private static String cached(BinaryCache cache, String entry) {
        return cache.has(entry)
                ? cache.folder().resolve(entry).toString()
                : "will be downloaded by the first `astra up`";
    }
}
