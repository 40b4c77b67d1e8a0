package dev.astra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.Common;
import dev.astra.model.ContainerService;
import dev.astra.model.Healthcheck;
import dev.astra.model.Port;
import dev.astra.model.Probe;
import dev.astra.model.Signal;
import dev.astra.model.StopPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedStoresTest {
    @ParameterizedTest
    @CsvSource({"postgres, POSTGRES", "postgres:17, POSTGRES", "docker.io/library/postgres:16-alpine, POSTGRES", "bitnami/postgresql@sha256:abc, POSTGRES", "localhost:5000/mirror/redis:7, REDIS", "valkey/valkey:8, REDIS", "public.ecr.aws/docker/library/memcached:1.6, MEMCACHED", "minio/minio, S3", "quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z, S3"})
    void knowsAnImageByItsName(String image, StoreKind kind) {
        assertThat(StoreKind.of(image)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rabbitmq:3", "postgis/postgis", "redis/redis-stack", "minio/mc", "postgres-exporter", ""})
    void takesNoImageForWhatItIsNot(String image) {
        assertThat(StoreKind.of(image)).isEmpty();
    }

    @Test
    void saysWhichServiceCannotBeEmbeddedAndHowToGetDocker() {
        ContainerService service = StoreBench.service("rabbitmq:3", 5672, Map.of(), List.of());
        assertThat(EmbeddedStores.unsupported(StoreBench.stack(Path.of("/"), service))).singleElement()
                .asString()
                .contains("store", "docker-compose.yml:3:3", "rabbitmq:3", "apt-get install docker.io");
    }

    @Test
    void aCommandThatDoesMoreNeedsAContainer() {
        ContainerService service = StoreBench.service("minio/minio", 9000, Map.of(), List.of(), "sh", "-c",
                "mkdir -p /data/x && minio server /data");
        assertThat(EmbeddedStores.problem(service)).get().asString().contains("does more than start S3");
    }

    @Test
    void itsHealthIsAskedOverItsProtocolAtTheFilesPace() {
        Healthcheck given = new Healthcheck(new Probe.Exec(List.of("pg_isready", "-U", "astra")),
                Duration.ofSeconds(7), Duration.ofSeconds(2), 9, Duration.ofMinutes(2), Duration.ofSeconds(5));
        Common adapted = EmbeddedStores.adapt(with(given)).common();
        assertThat(adapted.healthcheck()).contains(new Healthcheck(new Probe.Exec(StoreKind.POSTGRES.probeCommand()),
                Duration.ofSeconds(7), Duration.ofSeconds(2), 9, Duration.ofMinutes(2), Duration.ofMillis(25)));
        assertThat(adapted.stop()).isEqualTo(new StopPolicy(Signal.INT, StopPolicy.DEFAULT.grace()));
        assertThat(adapted.ports()).containsExactly(new Port("127.0.0.1", 15_432, 5_432, Port.Protocol.TCP));
    }

    @Test
    void aPortInTheCommandIsTheContainersOwn() {
        ContainerService service = StoreBench.service("redis", 0, Map.of(), List.of(), "redis-server", "--port",
                "7000");
        assertThat(EmbeddedStores.adapt(service).common().ports())
                .containsExactly(new Port("127.0.0.1", 7_000, 7_000, Port.Protocol.TCP));
    }

    private static ContainerService with(Healthcheck healthcheck) {
        ContainerService service = StoreBench.service("postgres:17", 15_432, Map.of(), List.of());
        Common common = service.common();
        return new ContainerService(new Common(common.name(), common.group(), common.profiles(), common.dependsOn(),
                Optional.of(healthcheck), common.restart(), common.stop(), common.ports(), common.labels(),
                common.place()), service.container(), service.hooks());
    }
}
