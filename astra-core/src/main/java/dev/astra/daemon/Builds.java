package dev.astra.daemon;

import dev.astra.model.Service;
import dev.astra.model.Stack;
import dev.astra.model.Watch;
import dev.astra.supervise.Supervisor;
import dev.astra.watch.Settled;
import dev.astra.watch.Watcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs what builds services: when it is asked for, and when sources change. One build runs at a time; whatever changes meanwhile is
/// built once more after it. Safe for use by several threads.
public final class Builds implements AutoCloseable {
    private final Supervisor supervisor;
    private final Rebuilds rebuilds;
    private final Supplier<Map<String, String>> marks;
    private final ExecutorService worker = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("astra-builds").daemon().factory());
    private final Map<String, BuildJob> watched = new HashMap<>();
    private final Set<BuildJob> queued = new HashSet<>();
    private @Nullable Watcher watcher;

    /// @param rebuilds waits with restarts while a build runs
    /// @param marks gives each build variables by which it is found and ended, should this process die
    Builds(Supervisor supervisor, Rebuilds rebuilds, Supplier<Map<String, String>> marks) {
        this.supervisor = supervisor;
        this.rebuilds = rebuilds;
        this.marks = marks;
    }

    /// Runs the builds of these services now, outside any stack.
    ///
    /// @param lines is told what they write
    public static List<BuildResult> run(Collection<Service> services, Consumer<String> lines)
            throws InterruptedException {
        List<BuildResult> results = new ArrayList<>();
        for (BuildJob each : BuildJob.of(services)) {
            results.add(each.run(Map.of(), lines));
        }
        return results;
    }

    /// Builds the services of this stack from now on when their sources change.
    synchronized void follow(Stack stack) {
        Map<String, BuildJob> wanted = new HashMap<>();
        for (BuildJob each : BuildJob.of(stack.services().values())) {
            if (!each.sources().isEmpty()) {
                wanted.put(each.folder() + "\0" + String.join("\0", each.command()), each);
            }
        }
        if (wanted.equals(watched)) {
            return;
        }
        stopWatching();
        watched.putAll(wanted);
        if (!wanted.isEmpty()) {
            Watcher fresh = new Watcher(this::changed, rebuilds::notice);
            watcher = fresh;
            wanted.forEach((key, job) -> fresh.watch(key, new Watch(List.copyOf(job.sources()))));
        }
    }

    private synchronized void stopWatching() {
        Watcher current = watcher;
        watcher = null;
        watched.clear();
        if (current != null) {
            current.close();
        }
    }

    private void changed(Settled sources) {
        for (String each : sources.services()) {
            BuildJob job = job(each);
            if (job != null && queue(job)) {
                var _ = run(job, rebuilds.files(sources), _ -> {});
            }
        }
    }

    private synchronized @Nullable BuildJob job(String key) {
        return watched.get(key);
    }

    private synchronized boolean queue(BuildJob job) {
        return queued.add(job);
    }

    private synchronized void begin(BuildJob job) {
        queued.remove(job);
    }

    /// Runs the builds of these services now.
    ///
    /// @param lines is told what they write; called by another thread
    List<CompletableFuture<BuildResult>> build(Collection<Service> services, Consumer<String> lines) {
        return BuildJob.of(services).stream().map(each -> run(each, "asked for", lines)).toList();
    }

    private CompletableFuture<BuildResult> run(BuildJob job, String cause, Consumer<String> lines) {
        CompletableFuture<BuildResult> result = new CompletableFuture<>();
        try {
            worker.execute(() -> {
                try {
                    begin(job);
                    result.complete(build(job, cause, lines));
                } catch (InterruptedException | RuntimeException failed) {
                    result.completeExceptionally(failed);
                }
            });
        } catch (RejectedExecutionException ended) {
            result.completeExceptionally(ended);
        }
        return result;
    }

    private BuildResult build(BuildJob job, String cause, Consumer<String> lines) throws InterruptedException {
        String line = String.join(" ", job.command());
        rebuilds.notice("builds %s: %s (%s)".formatted(String.join(", ", job.services()), line, cause));
        rebuilds.building(job.services());
        BuildResult result = null;
        try {
            result = job.run(marks.get(), lines);
        } finally {
            rebuilds.built(job.services(), result != null && result.done());
        }
        Map<String, String> reasons = new HashMap<>();
        for (String each : job.services()) {
            reasons.put(each, result.done() ? "" : "build failed, running the previous one");
            if (!result.done()) {
                supervisor.note(each, "build failed: %s: %s\n%s".formatted(line, result.problem(),
                        String.join("\n", result.output())));
            }
        }
        supervisor.outdated(reasons);
        if (!result.done()) {
            rebuilds.notice("build failed: %s: %s".formatted(line, result.problem()));
        }
        return result;
    }

    /// Ends a build that runs.
    @Override
    public void close() {
        stopWatching();
        worker.shutdownNow();
    }
}
