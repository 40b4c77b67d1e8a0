package dev.astra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerCommandTest {
    @Test
    void theProgramAndItsWrappersAreLeftOut() {
        assertThat(arguments(StoreKind.POSTGRES, "postgres", "-c", "max_connections=200"))
                .containsExactly("-c", "max_connections=200");
        assertThat(arguments(StoreKind.POSTGRES, "docker-entrypoint.sh", "postgres", "-N", "9"))
                .containsExactly("-N", "9");
        assertThat(arguments(StoreKind.S3, "minio", "server", "/data")).containsExactly("server", "/data");
        assertThat(arguments(StoreKind.S3, "server", "/data")).containsExactly("server", "/data");
        assertThat(arguments(StoreKind.REDIS, "/etc/redis/redis.conf", "--save", ""))
                .containsExactly("/etc/redis/redis.conf", "--save", "");
        assertThat(arguments(StoreKind.MEMCACHED, "-m", "64")).containsExactly("-m", "64");
        assertThat(arguments(StoreKind.MEMCACHED)).isEmpty();
    }

    @Test
    void aShellWithOneServerIsThatServer() {
        assertThat(arguments(StoreKind.REDIS, "sh", "-c", "exec redis-server --requirepass \"$PASS\" --save ''"))
                .containsExactly("--requirepass", "two words", "--save", "");
    }

    @Test
    void whatDoesMoreIsNotUnderstood() {
        assertThat(ServerCommand.of(spec("sh", "-c", "redis-server & sleep 1"), StoreKind.REDIS)).isEmpty();
        assertThat(ServerCommand.of(spec("redis-sentinel", "/x.conf"), StoreKind.REDIS)).isEmpty();
        assertThat(ServerCommand.of(spec("gateway", "nas"), StoreKind.S3)).isEmpty();
    }

    @Test
    void theServersPortIsFoundInItsArguments() {
        assertThat(ServerPort.of(StoreKind.POSTGRES, List.of("-c", "port=5433"))).isEqualTo(5_433);
        assertThat(ServerPort.of(StoreKind.POSTGRES, List.of("--port=5434"))).isEqualTo(5_434);
        assertThat(ServerPort.of(StoreKind.S3, List.of("server", "/data", "--address", ":9100"))).isEqualTo(9_100);
        assertThat(ServerPort.of(StoreKind.MEMCACHED, List.of("-m", "64"))).isEqualTo(11_211);
    }

    private static List<String> arguments(StoreKind kind, String... words) {
        return ServerCommand.of(spec(words), kind).orElseThrow().arguments();
    }

    private static ContainerSpec spec(String... words) {
        return new ContainerSpec("image", Optional.empty(), Optional.of(List.of(words)),
                Map.of("PASS", "two words"), List.of(), "");
    }
}
