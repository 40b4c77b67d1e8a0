package dev.astra.services.faults;

import dev.astra.services.consistency.Consistency;
import dev.astra.services.kit.Redis;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.Settings;
import dev.astra.services.smoke.Gateway;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// With goals flowing, kills each service and store in turn, restarts each store, flushes Redis and takes Memcached away; then
/// waits for the end of every goal and checks that the stores agree. Ends with 0 when every goal was completed and nothing was
/// found. The first argument is the orchestrator's program; further ones limit what is struck.
public final class Faults {
    private static final int LEAST_GOALS = 200;
    private static final List<String> STORES = List.of("postgres", "redis", "memcached", "minio");
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /// Without any goal coming to its end.
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Load.Shape SHAPE = new Load.Shape(2, Duration.ofMillis(400), 60, 8);

    private final Orchestrator orchestrator;
    private final Settings settings;
    private final PrintStream out;
    private final long begun = System.nanoTime();

    private Faults(Orchestrator orchestrator, Settings settings, PrintStream out) {
        this.orchestrator = orchestrator;
        this.settings = settings;
        this.out = out;
    }

    public static void main(String[] arguments) {
        Settings settings = new Settings(System.getenv(), ServiceName.API_GATEWAY, false);
        Faults faults = new Faults(new Orchestrator(arguments[0]), settings, System.out);
        List<String> only = List.of(arguments).subList(1, arguments.length);
        try {
            System.exit(faults.run(strikes().stream().filter(each -> concerns(each, only)).toList()));
        } catch (Exception failure) {
            faults.say("faults: " + failure);
            System.exit(2);
        }
    }

    private static List<Strike> strikes() {
        List<Strike> strikes = new ArrayList<>();
        for (ServiceName service : ServiceName.values()) {
            strikes.add(new Strike.Kill(service.text()));
        }
        STORES.forEach(store -> strikes.add(new Strike.Restart(store)));
        strikes.add(new Strike.Flush());
        strikes.add(new Strike.Gone("memcached", Duration.ofSeconds(10)));
        STORES.forEach(store -> strikes.add(new Strike.Kill(store)));
        strikes.add(new Strike.Flush());
        return strikes;
    }

    private static boolean concerns(Strike strike, List<String> only) {
        return only.isEmpty() || only.stream().anyMatch(strike.toString()::contains);
    }

    private int run(List<Strike> strikes) throws IOException, InterruptedException {
        Gateway gateway = new Gateway(settings.urlOf(ServiceName.API_GATEWAY) + "/v1");
        gateway.logIn(settings.text("ADMIN_NAME", "admin"), settings.text("ADMIN_PASSWORD", "astra-local"));
        try (Load load = new Load(gateway, SHAPE)) {
            load.start();
            for (Strike strike : strikes) {
                Thread.sleep(BETWEEN);
                load.look();
                strike(strike);
                load.look();
                say(strike + "  goals " + load.posted() + ", ended " + load.done());
            }
            while (load.posted() < LEAST_GOALS) {
                Thread.sleep(BETWEEN);
                load.look();
            }
            load.stop();
            say("no more faults; " + load.posted() + " goals posted, " + load.refused() + " times not taken at once");
            return await(load);
        }
    }

    private void strike(Strike strike) throws IOException, InterruptedException {
        switch (strike) {
            case Strike.Kill(String name) -> {
                orchestrator.kill(name);
                Thread.sleep(BETWEEN);
                orchestrator.awaitHealthy(name);
            }
            case Strike.Restart(String name) -> orchestrator.run("restart", name);
            case Strike.Gone(String name, Duration away) -> {
                orchestrator.run("stop", name);
                Thread.sleep(away);
                orchestrator.run("start", name);
            }
            case Strike.Flush() -> {
                try (Redis redis = new Redis(settings)) {
                    redis.with(jedis -> jedis.flushAll());
                }
            }
        }
    }

    private int await(Load load) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int last = -1;
        while (!load.unfinished().isEmpty() && System.nanoTime() < deadline) {
            load.look();
            if (load.done() != last) {
                last = load.done();
                deadline = System.nanoTime() + PATIENCE.toNanos();
                say(last + " of " + load.posted() + " goals have ended");
            }
            Thread.sleep(BETWEEN);
        }
        load.unfinished().forEach(id -> say("WRONG  goal " + id + " has not come to its end"));
        load.failed().forEach(goal -> say("WRONG  goal " + goal.id() + " failed: " + goal.reason()));
        // the last goals are about to be remembered
        Thread.sleep(Duration.ofSeconds(3));
        int found = Consistency.run(List.of("--settled"), System.getenv(), out);
        boolean right = load.unfinished().isEmpty() && load.failed().isEmpty() && found == 0;
        say(right
                ? "faults: " + load.done() + " goals completed, and nobody had to clean up"
                : "faults: not all is as it should be");
        return right ? 0 : 1;
    }

    private void say(String text) {
        out.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - begun).toSeconds(), text);
    }
}
