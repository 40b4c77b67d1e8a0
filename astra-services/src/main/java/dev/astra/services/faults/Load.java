package dev.astra.services.faults;

import dev.astra.services.contract.Goal;
import dev.astra.services.smoke.Gateway;
import dev.astra.services.smoke.Wrong;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that post goals at the gateway until they are stopped, each goal again until it is taken: with an id of its own, so that
/// none is there twice. Safe for use by many threads.
final class Load implements AutoCloseable {
    private static final int LISTED = 500;
    private static final int ASKED_ALONE = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// @param clients how many post at once
    /// @param pause how long each rests between two goals
    /// @param mostOpen nobody posts while more than so many goals are not finished
    /// @param pages every so many goals there is one that reads a page; 0: none
    record Shape(int clients, Duration pause, int mostOpen, int pages) {}

    private final Gateway gateway;
    private final Shape shape;
    private final Site site;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Goal> ended = new ConcurrentHashMap<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopping;

    Load(Gateway gateway, Shape shape) throws IOException {
        this.gateway = gateway;
        this.shape = shape;
        site = new Site();
    }

    void start() {
        for (int client = 0; client < shape.clients(); client++) {
            clients.add(Thread.ofVirtual().start(this::post));
        }
    }

    private void post() {
        try {
            while (!stopping) {
                if (open.size() >= shape.mostOpen()) {
                    Thread.sleep(PAUSE);
                    continue;
                }
                String id = UUID.randomUUID().toString();
                String text = text(numbers.incrementAndGet());
                open.add(id);
                while (!taken(id, text)) {
                    refused.incrementAndGet();
                    Thread.sleep(PAUSE);
                }
                Thread.sleep(shape.pause());
            }
        } catch (InterruptedException _) {
            // stopped
        }
    }

    private String text(int number) {
        String page = shape.pages() > 0 && number % shape.pages() == 0
                ? " Read " + site.address() + "/page/" + number + " first."
                : "";
        return "Compare three ways to keep the logs of service number " + number + "." + page
                + " Say which of them is best on one machine, and why.";
    }

    private boolean taken(String id, String text) throws InterruptedException {
        try {
            gateway.submit(id, text);
            return true;
        } catch (IOException | Wrong _) {
            return false;
        }
    }

    /// Posts no more; what was begun is posted to its end.
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread client : clients) {
            client.join();
        }
    }

    /// Goals that are posted, or about to be.
    int posted() {
        return open.size() + ended.size();
    }

    /// Goals that have come to their end, as far as [#look] has seen.
    int done() {
        return ended.size();
    }

    /// How often the gateway did not take a goal.
    int refused() {
        return refused.get();
    }

    /// Goals that are not known to have come to their end.
    List<String> unfinished() {
        return List.copyOf(open);
    }

    /// Goals that have ended otherwise than completed.
    List<Goal> failed() {
        return ended.values().stream().filter(goal -> !goal.state().text().equals("completed")).toList();
    }

    /// Looks at what has become of the goals.
    void look() throws InterruptedException {
        try {
            gateway.newest(LISTED).forEach(this::note);
            if (stopping) {
                for (String id : open.stream().limit(ASKED_ALONE).toList()) {
                    note(gateway.show(id).goal());
                }
            }
        } catch (IOException | Wrong _) {
            // the gateway, or one behind it, does not answer for now
        }
    }

    private void note(Goal goal) {
        if (goal.state().isFinal() && open.contains(goal.id())) {
            ended.put(goal.id(), goal);
            open.remove(goal.id());
        }
    }

    @Override
    public void close() {
        stopping = true;
        clients.forEach(Thread::interrupt);
        site.close();
    }
}
