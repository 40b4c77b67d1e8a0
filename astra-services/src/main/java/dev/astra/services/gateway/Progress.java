package dev.astra.services.gateway;

import dev.astra.services.contract.GoalChanged;
import dev.astra.services.contract.GoalGraph;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Streams;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Tells listeners what happens to a goal, from the streams of changes. The streams are read only while somebody listens.
final class Progress {
    private static final int MOST_WAITING = 1_000;

    /// Something that happened, as an event of the stream to the client.
    private record Event(String name, String data) {}

    private record Listener(String goalId, BlockingQueue<Event> events) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somebody = lock.newCondition();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Streams streams;

    Progress(Streams streams) {
        this.streams = streams;
    }

    /// Hands on changes of tasks until the thread is interrupted.
    void followTasks() throws InterruptedException {
        streams.follow(StreamNames.TASKS_CHANGED, TaskChanged.class, this::awaitListener,
                change -> tell(change.goalId(), "task", change));
    }

    /// Hands on changes of goals until the thread is interrupted.
    void followGoals() throws InterruptedException {
        streams.follow(StreamNames.GOALS_CHANGED, GoalChanged.class, this::awaitListener,
                change -> tell(change.goalId(), "goal", change));
    }

    private boolean awaitListener() throws InterruptedException {
        lock.lock();
        try {
            boolean nobody = listeners.isEmpty();
            while (listeners.isEmpty()) {
                somebody.await();
            }
            return nobody;
        } finally {
            lock.unlock();
        }
    }

    private void add(Listener listener) {
        lock.lock();
        try {
            listeners.add(listener);
            somebody.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell(String goalId, String name, Object change) {
        for (Listener listener : listeners) {
            if (listener.goalId().equals(goalId) && !listener.events().offer(new Event(name, Json.write(change)))) {
                // too slow to be told everything: the next graph says how things stand
                listener.events().clear();
            }
        }
    }

    /// Writes the graph, then what happens, and the graph again when the goal has come to its end.
    /// @param latest asks how things stand, for what no message told
    void write(GoalGraph first, Supplier<GoalGraph> latest, Response.EventWriter writer)
            throws IOException, InterruptedException {
        Listener listener = new Listener(first.goal().id(), new LinkedBlockingQueue<>(MOST_WAITING));
        add(listener);
        try {
            GoalGraph graph = latest.get();
            writer.event("graph", Json.write(graph));
            while (!graph.goal().state().isFinal()) {
                Event event = listener.events().poll(1, TimeUnit.SECONDS);
                if (event != null) {
                    writer.event(event.name(), event.data());
                } else {
                    writer.comment("nothing new");
                }
                if (event == null || event.name().equals("goal")) {
                    graph = latest.get();
                }
            }
            writer.event("graph", Json.write(graph));
        } finally {
            listeners.remove(listener);
        }
    }
}
