package dev.astra.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tells subscribers what happens. Whoever subscribes gets the state of every service first and then each event in order, with
/// nothing between lost. Safe for use by several threads; publishing never blocks on a subscriber.
public final class EventBus {
    private final Map<String, ServiceStatus> statuses = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    public synchronized void publish(Event event) {
        switch (event) {
            case Event.ServiceChanged(ServiceStatus status) -> statuses.put(status.service(), status);
            case Event.ServiceRemoved(String service) -> statuses.remove(service);
            case Event.Progress _,Event.Stopped _,Event.Notice _ -> {
            }
        }
        subscriptions.forEach(each -> each.queue.add(event));
    }

    /// The state of every service now.
    public synchronized List<ServiceStatus> snapshot() {
        return List.copyOf(statuses.values());
    }

    /// Starts to listen. The subscription must be closed.
    public synchronized Subscription subscribe() {
        Subscription subscription = new Subscription(snapshot());
        subscriptions.add(subscription);
        return subscription;
    }

    private synchronized void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /// One listener's view: what was true when it began, and all that happened since.
    public final class Subscription implements AutoCloseable {
        private final List<ServiceStatus> snapshot;
        private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();

        private Subscription(List<ServiceStatus> snapshot) {
            this.snapshot = snapshot;
        }

        public List<ServiceStatus> snapshot() {
            return snapshot;
        }

        /// The next event, waited for without bound.
        public Event take() throws InterruptedException {
            return queue.take();
        }

        /// The next event, or null when none came within that time.
        public @Nullable Event poll(long timeout, TimeUnit unit) throws InterruptedException {
            return queue.poll(timeout, unit);
        }

        @Override
        public void close() {
            unsubscribe(this);
        }
    }
}
