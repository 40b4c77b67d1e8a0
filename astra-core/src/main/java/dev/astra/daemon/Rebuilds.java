package dev.astra.daemon;

import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.model.NativeService;
import dev.astra.model.Stack;
import dev.astra.supervise.Supervisor;
import dev.astra.watch.Settled;
import dev.astra.watch.jvm.Look;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Decides whom a finished build concerns, and has them restarted, or marked when nothing is to be restarted. Safe for use by several
/// threads; one thread of its own does the work.
final class Rebuilds implements AutoCloseable {
    /// Services that start shall have the processor first; so many times it is waited for those that take longer.
    private static final long MILLIS_AFTER_A_START = 1_000;
    private static final int STARTS_AWAITED = 10;
    private static final long MILLIS_AFTER_A_BUILD = 200;
    /// How long after a failed build its last files may still be settling.
    private static final long MILLIS_AFTER_A_FAILURE = 3_000;

    private final Supervisor supervisor;
    private final EventBus.Subscription events;
    private final ScheduledExecutorService worker = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("astra-rebuilds").daemon().factory());
    private final KeptBuilds kept;
    private final RunningCode code = new RunningCode();
    private final Map<String, Integer> runs = new HashMap<>();
    private final Map<String, String> outdated = new HashMap<>();
    private final Map<String, String> rebuilt = new HashMap<>();
    /// Services whose build is under way or has just failed; the mark is of that build.
    private final Map<String, Object> building = new HashMap<>();
    private final List<Settled> held = new ArrayList<>();
    private volatile Stack stack;
    private boolean restarting = true;
    private boolean reading;

    /// @param stack whose folder files are named from
    Rebuilds(Stack stack, Supervisor supervisor, KeptBuilds kept) {
        this.stack = stack;
        this.supervisor = supervisor;
        this.kept = kept;
        events = supervisor.events().subscribe();
        events.snapshot().forEach(this::seen);
        Thread.ofVirtual().name("rebuilds' events").start(this::listen);
    }

    /// The stack is this from now on.
    ///
    /// @param restarts whether a build restarts services, or only marks them
    void follow(Stack next, boolean restarts) {
        run(() -> {
            stack = next;
            restarting = restarts;
        });
    }

    /// The stack is this from now on.
    void follow(Stack next) {
        run(() -> stack = next);
    }

    private void listen() {
        try {
            while (true) {
                switch (events.take()) {
                    case Event.ServiceChanged(ServiceStatus status) -> seen(status);
                    case Event.ServiceRemoved(String service) -> kept.forget(service);
                    case Event.Progress _,Event.Notice _,Event.Stopped _ -> {
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void seen(ServiceStatus status) {
        run(() -> started(status));
    }

    /// Events may come late: what they tell may be known already.
    private void started(ServiceStatus status) {
        if (status.pid().isEmpty() || status.startedAt().isEmpty()
                || runs.getOrDefault(status.service(), 0) >= status.run()) {
            return;
        }
        runs.put(status.service(), status.run());
        outdated.remove(status.service());
        if (stack.services().get(status.service()) instanceof NativeService service
                && !service.watch().patterns().isEmpty()) {
            code.started(service, status.startedAt().orElseThrow(), kept.copy(service.name(), status.run()));
            if (!reading) {
                reading = true;
                later(() -> read(STARTS_AWAITED), MILLIS_AFTER_A_START);
            }
        }
    }

    private void read(int patience) {
        if (patience > 0
                && supervisor.events().snapshot().stream().anyMatch(each -> each.state() == ServiceState.STARTING)) {
            later(() -> read(patience - 1), MILLIS_AFTER_A_START);
        } else {
            reading = false;
            code.read();
        }
    }

    /// A build is finished. While one that Astra runs is under way or has just failed, what it wrote restarts nobody.
    void settled(Settled build) {
        run(() -> {
            if (build.services().stream().anyMatch(building::containsKey)) {
                held.add(build);
            } else {
                List<Settled> earlier = held.stream()
                        .filter(each -> build.services().containsAll(each.services()))
                        .toList();
                held.removeAll(earlier);
                decide(build.after(earlier));
            }
        });
    }

    /// Astra has begun to build these services.
    void building(Set<String> services) {
        Object mark = new Object();
        run(() -> services.forEach(each -> building.put(each, mark)));
    }

    /// A build of these services has ended. Its last files may still be settling.
    void built(Set<String> services, boolean done) {
        run(() -> {
            Map<String, Object> ended = new HashMap<>(building);
            ended.keySet().retainAll(services);
            if (done) {
                building.keySet().removeAll(services);
                later(this::decideHeld, MILLIS_AFTER_A_BUILD);
            } else {
                later(() -> ended.forEach(building::remove), MILLIS_AFTER_A_FAILURE);
            }
        });
    }

    private void decideHeld() {
        List<Settled> free = held.stream()
                .filter(each -> each.services().stream().noneMatch(building::containsKey))
                .toList();
        held.removeAll(free);
        List<Settled> last = new ArrayList<>();
        for (Settled build : free) {
            List<Settled> earlier = last.stream()
                    .filter(each -> build.services().containsAll(each.services()))
                    .toList();
            last.removeAll(earlier);
            last.add(build.after(earlier));
        }
        last.forEach(this::decide);
    }

    private void decide(Settled build) {
        String files = files(build);
        List<ServiceStatus> statuses = supervisor.events().snapshot();
        statuses.forEach(this::started);
        Map<String, ServiceState> states = statuses.stream()
                .collect(Collectors.toMap(ServiceStatus::service, ServiceStatus::state));
        SequencedMap<String, String> causes = new LinkedHashMap<>();
        try (Look look = code.look()) {
            for (String each : build.services()) {
                ServiceState state = states.getOrDefault(each, ServiceState.STOPPED);
                RunningCode.Verdict verdict = code.afterBuild(look, each, build);
                if (state == ServiceState.HELD || state == ServiceState.FAILED) {
                    verdict = new RunningCode.Verdict.Unknown();
                }
                switch (verdict) {
                    case RunningCode.Verdict.Unknown() -> {
                        causes.put(each, files);
                        rebuilt.put(each, files);
                    }
                    case RunningCode.Verdict.Other(String change) -> {
                        causes.put(each, change);
                        rebuilt.put(each, change);
                    }
                    case RunningCode.Verdict.Same() -> {
                    }
                }
            }
        }
        int spared = build.services().size() - causes.size();
        if (spared > 0) {
            notice("%s: concerns %s of the %d services that watch it".formatted(files,
                    causes.isEmpty() ? "none" : String.valueOf(causes.size()), build.services().size()));
        }
        apply(causes);
    }

    private void apply(Map<String, String> causes) {
        if (causes.isEmpty()) {
            return;
        }
        if (restarting) {
            supervisor.rebuilt(causes);
            return;
        }
        outdated.putAll(causes);
        Map<String, String> reasons = new HashMap<>();
        causes.forEach((service, cause) -> reasons.put(service, "stale: build newer than process: " + cause));
        supervisor.outdated(reasons);
    }

    /// What it changed, in words.
    String files(Settled build) {
        Path file = build.cause();
        String name = (file.startsWith(stack.folder()) ? stack.folder().relativize(file) : file).toString();
        int others = build.changed().size() - 1;
        return switch (others) {
            case 0 -> name + " changed";
            case 1 -> name + " and another file changed";
            default -> "%s and %d%s other files changed".formatted(name, others,
                    others + 1 == Settled.LISTED ? " or more" : "");
        };
    }

    /// Who runs something else than what is there now, and why, by service.
    ///
    /// @param sinceStart whether to compare to what was there when Astra first saw each run, instead of to what each runs now
    CompletableFuture<SequencedMap<String, String>> affected(boolean sinceStart) {
        return CompletableFuture.supplyAsync(() -> {
            supervisor.events().snapshot().forEach(this::started);
            SequencedMap<String, String> found = new TreeMap<>();
            try (Look look = code.look()) {
                for (String each : Set.copyOf(runs.keySet())) {
                    switch (code.now(look, each, sinceStart)) {
                        case RunningCode.Verdict.Other(String change) -> found.put(each, change);
                        case RunningCode.Verdict.Same() -> {
                        }
                        case RunningCode.Verdict.Unknown() -> {
                            String cause = (sinceStart ? rebuilt : outdated).get(each);
                            if (cause != null) {
                                found.put(each, cause);
                            }
                        }
                    }
                }
            }
            return found;
        }, worker);
    }

    void notice(String text) {
        supervisor.events().publish(new Event.Notice("", text));
    }

    private void run(Runnable work) {
        try {
            worker.execute(work);
        } catch (RejectedExecutionException _) {
            // the end has begun
        }
    }

    private void later(Runnable work, long millis) {
        try {
            var _ = worker.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // the end has begun
        }
    }

    @Override
    public void close() {
        events.close();
        worker.shutdownNow();
    }
}
