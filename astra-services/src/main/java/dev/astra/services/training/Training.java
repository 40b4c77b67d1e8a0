package dev.astra.services.training;

import dev.astra.services.kit.Host;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts all services in this process, on free ports, each with stores that say yes to everything, and asks each whether it is
/// ready, so that a JVM with `-XX:AOTCacheOutput` sees the classes that a start needs. Ends with 0 when all were ready.
public final class Training {
    private static final int TIMES = 3;
    /// For what goes on in the background, such as a worker's first look at its streams.
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private Training() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() throws Exception {
        try (StandIn postgres = new StandIn(new PostgresTalk());
                StandIn redis = new StandIn(new RedisTalk());
                StandIn memcached = new StandIn(new MemcachedTalk());
                StandIn objects = new StandIn(new ObjectTalk())) {
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("DATABASE_URL", "jdbc:postgresql://" + postgres.address() + "/training");
            environment.put("REDIS_URL", "redis://" + redis.address());
            environment.put("MEMCACHED_ADDRESS", memcached.address());
            environment.put("S3_ENDPOINT", "http://" + objects.address());
            List<Service> services = new ArrayList<>();
            for (ServiceName name : ServiceName.values()) {
                environment.put(name.name() + "_PORT", "0");
                services.add(Host.load(name));
            }
            return areReady(Host.start(environment, services));
        }
    }

    private static boolean areReady(List<ServiceContext> contexts) throws Exception {
        boolean all = true;
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int time = 0; time < TIMES; time++) {
                all = true;
                for (ServiceContext context : contexts) {
                    URI address = URI.create("http://127.0.0.1:" + context.port() + "/readyz");
                    all &= client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .statusCode() == 200;
                }
                Thread.sleep(A_WHILE);
            }
        }
        return all;
    }
}
