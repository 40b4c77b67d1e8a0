package dev.astra.services.kit;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What a service is given to build itself from: settings, log, routes, the stores, the other services, background work. Each
/// store opens when first used; `/healthz` and `/readyz` are there by themselves.
public final class ServiceContext implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ServiceName name;
    private final Settings settings;
    private final Log log;
    private final Routes routes = new Routes();
    private final Map<String, Store> stores = new LinkedHashMap<>();
    private final Background background;
    private final Spans spans;
    private final Door door;

    /// Takes the port, but does not open the door.
    /// @throws IOException when the port is taken
    ServiceContext(ServiceName name, Settings settings, Log log) throws IOException {
        this.name = name;
        this.settings = settings;
        this.log = log;
        background = new Background(log);
        spans = new Spans(name.text(), settings.text("OTEL_EXPORTER_OTLP_ENDPOINT", ""), log);
        if (spans.isWanted()) {
            background("spans", spans::export);
        }
        door = new Door(settings.number("PORT", name.port()), routes, spans, log);
        routes.get("/healthz", _ -> Response.ok(new Readiness(true, Map.of())));
        routes.get("/readyz", _ -> Readiness.of(stores.values()).response());
    }

    public Settings settings() {
        return settings;
    }

    public Log log() {
        return log;
    }

    public Routes routes() {
        return routes;
    }

    /// The service's own schema in Postgres, named like its package, with the migrations that lie beside the class.
    public Database database(Class<?> owner) {
        String schema = owner.getPackageName().substring(owner.getPackageName().lastIndexOf('.') + 1);
        return store("postgres", Database.class, () -> new Database(settings, new Migrations(owner, schema)));
    }

    public Redis redis() {
        return store("redis", Redis.class, () -> new Redis(settings));
    }

    public Streams streams() {
        return new Streams(redis(), log);
    }

    /// What the service publishes; its relay is started with the service.
    public Outbox outbox(Database database) {
        Outbox outbox = new Outbox(database, redis());
        background("outbox", outbox::relay);
        return outbox;
    }

    public Cache cache() {
        return store("memcached", Cache.class, () -> new Cache(settings));
    }

    public ObjectStore objects() {
        return store("s3", ObjectStore.class, () -> new ObjectStore(settings));
    }

    /// Another service.
    public Peer peer(ServiceName other) {
        return new Peer(other, settings.urlOf(other), TIMEOUT, spans);
    }

    /// Does a piece of work of this trace, which a collector is told of when there is one.
    /// @param name what is done, such as `run task`
    public <T, X extends Throwable> T within(Trace trace, String name, ScopedValue.CallableOp<T, X> work) throws X {
        return spans.within(trace, Span.Kind.CONSUMER, name, work);
    }

    /// Work that goes on for as long as the service runs: on a virtual thread, until interrupted, begun again when it throws.
    public void background(String work, Work task) {
        background.add(work, task);
    }

    /// Work that is done every so often, the first time at once.
    public void every(Duration pause, String work, Work task) {
        background.add(work, () -> {
            while (true) {
                Trace.begin().call(() -> {
                    task.run();
                    return pause;
                });
                Thread.sleep(pause);
            }
        });
    }

    /// A piece of background work.
    public interface Work {
        void run() throws Exception;
    }

    private <T extends Store> T store(String kind, Class<T> type, Supplier<T> maker) {
        return type.cast(stores.computeIfAbsent(kind, _ -> maker.get()));
    }

    void open() {
        door.open();
        background.start();
        log.info("listening", "port", door.port(), "pid", ProcessHandle.current().pid());
    }

    /// The port that the door listens on.
    public int port() {
        return door.port();
    }

    /// Drains and stops, within a second.
    @Override
    public void close() {
        door.close();
        background.close();
        stores.values().forEach(Store::close);
        log.info("stopped");
    }

    @Override
    public String toString() {
        return name.text();
    }
}
