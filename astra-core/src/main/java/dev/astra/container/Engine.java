package dev.astra.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The connection to an engine, made when it is first needed: docker-java's classes take a second to load. Safe for use by several
/// threads.
final class Engine implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// How long one answer may take: creating a container on a busy disk takes seconds.
    private static final Duration ANSWER = Duration.ofMinutes(2);

    /// How long an engine may be away, as it is while it restarts.
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final FoundEngine found;
    private final Map<String, String> environment;
    private final Optional<SSLContext> tls;
    private @Nullable DockerClient calls;
    private @Nullable DockerClient streams;
    private volatile boolean closed;

    Engine(FoundEngine found, Map<String, String> environment) {
        this.found = found;
        this.environment = Map.copyOf(environment);
        tls = EngineTls.context(found.address(), environment);
    }

    /// Whether it is behind TLS.
    boolean secured() {
        return tls.isPresent();
    }

    FoundEngine found() {
        return found;
    }

    boolean answers() {
        return Ping.ask(found.address(), tls) instanceof Ping.Answer.Version;
    }

    /// Returns when the engine answers; one that is being restarted is waited for.
    ///
    /// @throws LaunchException when it stays away
    void await(Progress progress) throws LaunchException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end || closed) {
                throw new LaunchException("the container engine at " + found.address() + " has not answered for "
                        + PATIENCE.toSeconds() + "s: see to it (`docker info`), then `astra up`");
            }
            progress.report("waits for the container engine at " + found.address(), Optional.empty());
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    boolean isClosed() {
        return closed;
    }

    boolean knows(String apiVersion) {
        return ApiVersion.reaches(found.apiVersion(), apiVersion);
    }

    /// Lets go of connections for what is answered at once: one to an engine that has been restarted since is dead, and says so late.
    synchronized void reconnect() {
        close(calls);
        calls = null;
    }

    /// For what is answered at once.
    synchronized DockerClient calls() {
        DockerClient present = calls;
        if (present == null) {
            present = open(ANSWER);
            calls = present;
        }
        return present;
    }

    /// For what takes its time: pulls, builds, logs, waits.
    synchronized DockerClient streams() {
        DockerClient present = streams;
        if (present == null) {
            present = open(Duration.ZERO);
            streams = present;
        }
        return present;
    }

    /// Loads in the background what the first request will need.
    void warm() {
        Thread.ofPlatform().daemon().name("engine").start(() -> {
            try {
                var _ = calls().listNetworksCmd().withNameFilter("astra").exec();
                var _ = streams();
            } catch (RuntimeException _) {
                return; // whoever needs it meets the same, and says so
            }
        });
    }

    private DockerClient open(Duration answer) {
        DockerClientConfig config = config();
        ZerodepDockerHttpClient.Builder http = connection(config);
        return DockerClientImpl.getInstance(config, (answer.isZero() ? http : http.responseTimeout(answer)).build());
    }

    private DockerClientConfig config() {
        DefaultDockerClientConfig.Builder builder = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(found.address())
                .withApiVersion(found.apiVersion());
        EngineTls.folder(found.address(), environment)
                .ifPresent(folder -> builder.withDockerTlsVerify(true).withDockerCertPath(folder));
        return builder.build();
    }

    private static ZerodepDockerHttpClient.Builder connection(DockerClientConfig config) {
        return new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(CONNECT);
    }

    @Override
    public synchronized void close() {
        closed = true;
        close(calls);
        close(streams);
    }

    private static void close(@Nullable Closeable client) {
        try {
            if (client != null) {
                client.close();
            }
        } catch (IOException _) {
            return; // the process lets go of the sockets when it ends
        }
    }
}
