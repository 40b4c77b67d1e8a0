package dev.astra.services.workermanager;

import dev.astra.services.contract.Heartbeat;
import dev.astra.services.contract.Worker;
import dev.astra.services.contract.WorkerLost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who is there, from the signs of life that were read. Who is silent for seven seconds, has said that it leaves, or was followed by
/// another instance of its name is gone; it is named until somebody says that task-service was told. Holds no clock.
/// Safe for use by many threads.
final class Roster {
    static final Duration SILENCE = Duration.ofSeconds(7);
    private static final Duration KEPT = Duration.ofMinutes(10);

    private record Entry(Heartbeat last, String gone, boolean told) {
        Worker worker() {
            String state = gone.isEmpty() ? "alive" : last.leaving() ? "left" : "lost";
            return new Worker(last.worker(), last.kind(), last.slots(), last.busy(), state, last.at());
        }
    }

    private final Map<String, Entry> entries = new HashMap<>();
    /// Workers that run tasks, but of which no heartbeat was read, and since when that is known.
    private final Map<String, Instant> unheard = new HashMap<>();

    /// Somebody gave a sign of life.
    synchronized void heard(Heartbeat beat) {
        unheard.remove(beat.worker());
        if (!entries.containsKey(beat.worker())) {
            String name = name(beat.worker());
            entries.replaceAll((worker, entry) -> name.equals(name(worker)) && entry.gone().isEmpty()
                    ? new Entry(entry.last(), "followed by " + beat.worker(), false)
                    : entry);
        }
        entries.put(beat.worker(), new Entry(beat, beat.leaving() ? "it left" : "", false));
    }

    private static String name(String worker) {
        int slash = worker.lastIndexOf('/');
        return slash < 0 ? worker : worker.substring(0, slash);
    }

    /// These have tasks running, as task-service knows them.
    synchronized void running(Collection<String> workers, Instant now) {
        unheard.keySet().retainAll(workers);
        for (String worker : workers) {
            Entry entry = entries.get(worker);
            if (entry == null) {
                unheard.putIfAbsent(worker, now);
            } else if (entry.told()) {
                // it got hold of a task after it was thought to be gone
                entries.put(worker, new Entry(entry.last(), entry.gone(), false));
            }
        }
    }

    /// Those who are gone, and of whom task-service has not been told yet.
    /// @param listening since when signs of life are read without a gap: silence before does not count
    synchronized List<WorkerLost> gone(Instant now, Instant listening) {
        entries.values().removeIf(entry -> entry.told() && entry.last().at().isBefore(now.minus(KEPT)));
        List<WorkerLost> gone = new ArrayList<>();
        entries.replaceAll((_, entry) -> {
            Entry judged = entry.gone().isEmpty() && isSilent(entry.last().at(), now, listening)
                    ? new Entry(entry.last(), "silent since " + entry.last().at(), false)
                    : entry;
            if (!judged.gone().isEmpty() && !judged.told()) {
                gone.add(lost(judged.last().worker(), judged.gone()));
            }
            return judged;
        });
        unheard.forEach((worker, since) -> {
            if (isSilent(since, now, listening)) {
                gone.add(lost(worker, "nothing was ever heard of it"));
            }
        });
        return gone;
    }

    private static boolean isSilent(Instant last, Instant now, Instant listening) {
        Instant since = last.isAfter(listening) ? last : listening;
        return since.plus(SILENCE).isBefore(now);
    }

    private static WorkerLost lost(String worker, String why) {
        return new WorkerLost(worker, "worker " + worker + " is gone: " + why);
    }

    /// Task-service knows that this one is gone.
    synchronized void told(String worker) {
        unheard.remove(worker);
        entries.computeIfPresent(worker, (_, entry) -> new Entry(entry.last(), entry.gone(), true));
    }

    /// All that are known, by name.
    synchronized List<Worker> workers() {
        return entries.values().stream().map(Entry::worker).sorted(Comparator.comparing(Worker::worker)).toList();
    }
}
