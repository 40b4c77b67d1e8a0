package dev.astra.embedded;

import dev.astra.model.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The stores that can run without a container.
///
/// The images' stop signals are those of their Dockerfiles: Postgres' SIGTERM would wait until its last client has left.
enum StoreKind {
    POSTGRES("Postgres", Set.of("postgres", "postgresql"), Set.of("postgres"), 5432, Signal.INT,
            List.of("/var/lib/postgresql/data", "/var/lib/postgresql", "/bitnami/postgresql")),
    REDIS("Redis", Set.of("redis", "valkey"), Set.of("redis-server", "valkey-server"), 6379, Signal.TERM,
            List.of("/data", "/bitnami/redis/data", "/bitnami/redis", "/bitnami/valkey/data")),
    MEMCACHED("Memcached", Set.of("memcached"), Set.of("memcached"), 11211, Signal.TERM, List.of()),
    S3("S3", Set.of("minio"), Set.of("minio"), 9000, Signal.TERM,
            List.of("/data", "/bitnami/minio/data", "/export"));

    private final String title;
    private final Set<String> images;
    private final Set<String> programs;
    private final int port;
    private final Signal stopSignal;
    private final List<String> dataTargets;

    StoreKind(
            String title, Set<String> images, Set<String> programs, int port, Signal stopSignal,
            List<String> dataTargets) {
        this.title = title;
        this.images = images;
        this.programs = programs;
        this.port = port;
        this.stopSignal = stopSignal;
        this.dataTargets = dataTargets;
    }

    /// The store that an image holds, whatever its registry, namespace and tag: `postgres:17`,
    /// `docker.io/library/redis`, `quay.io/minio/minio:RELEASE…`, `bitnami/postgresql@sha256:…`.
    static Optional<StoreKind> of(String image) {
        String path = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        String last = path.substring(path.lastIndexOf('/') + 1);
        String name = last.contains(":") ? last.substring(0, last.indexOf(':')) : last;
        return Arrays.stream(values()).filter(kind -> kind.images.contains(name)).findFirst();
    }

    /// What a person calls it.
    String title() {
        return title;
    }

    /// The names of its server in a container.
    Set<String> programs() {
        return programs;
    }

    /// The port it listens on in a container unless told otherwise.
    int port() {
        return port;
    }

    Signal stopSignal() {
        return stopSignal;
    }

    /// Where a container of it has its data, the likeliest first.
    List<String> dataTargets() {
        return dataTargets;
    }

    /// The command by which its health is asked for. It never runs as a process: [EmbeddedRunning] answers it.
    List<String> probeCommand() {
        return List.of("embedded", "probe", title);
    }
}
