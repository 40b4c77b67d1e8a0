package dev.astra.supervise;

import dev.astra.event.Event;
import dev.astra.event.ServiceStatus;
import dev.astra.health.ProbeResult;
import dev.astra.launch.ExecResult;
import dev.astra.launch.Hold;
import dev.astra.launch.Launch;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.log.Mark;
import dev.astra.log.RunLog;
import dev.astra.model.Hook;
import dev.astra.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what the state machine wants done. Its methods are called by the loop and never block it: whatever takes time happens on a
/// virtual thread and ends as an input.
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);
    private static final Duration HOOK_LIMIT = Duration.ofMinutes(5);

    private final Parts parts;
    private final Consumer<Input> inbox;
    private final Map<LiveRun.Key, LiveRun> runs = new ConcurrentHashMap<>();
    /// The run that counts, by service.
    private final Map<String, Integer> counting = new ConcurrentHashMap<>();

    Performer(Parts parts, Consumer<Input> inbox) {
        this.parts = parts;
        this.inbox = inbox;
    }

    Optional<Running> running(String service) {
        LiveRun run = counts(service);
        return run == null ? Optional.empty() : Optional.ofNullable(run.running);
    }

    void note(String service, Mark mark) {
        LiveRun run = counts(service);
        if (run != null) {
            run.log().mark(mark);
            return;
        }
        try (RunLog log = parts.logs().begin(service, Math.max(parts.logs().lastRun(service), 1))) {
            log.mark(mark);
        }
    }

    private @Nullable LiveRun counts(String service) {
        return run(service, counting.getOrDefault(service, 0));
    }

    void publish(Event event) {
        if (event instanceof Event.ServiceChanged(ServiceStatus status)) {
            counting.put(status.service(), status.run());
        }
        parts.events().publish(event);
    }

    void launch(Effect.Launch effect) {
        String service = effect.service().name();
        int number = effect.generation().run();
        RunLog log = parts.logs().begin(service, number);
        LiveRun run = new LiveRun(new Launch(effect.service(), effect.generation(), effect.cause(), log,
                (text, fraction) -> inbox.accept(new Input.Progressed(service, number, text, fraction))));
        runs.put(run.key(), run);
        run.start(Thread.ofVirtual().name("launch " + service).unstarted(() -> launch(run)));
    }

    private void launch(LiveRun run) {
        String service = run.service();
        int number = run.launch.run();
        try {
            Running running = parts.launchers().apply(run.launch.service()).launch(run.launch);
            run.launched(running);
            if (run.launch.service().common().healthcheck().isPresent()) {
                run.health = parts.health().of(run.launch, running);
            }
            inbox.accept(new Input.Launched(service, number, running.pid(), running.container(), running.ports(),
                    Instant.now()));
            var _ = running.exited().thenAccept(exit -> inbox.accept(new Input.Exited(service, number, exit)));
        } catch (LaunchException failed) {
            launchFailed(run, String.valueOf(failed.getMessage()));
        } catch (InterruptedException _) {
            launchFailed(run, "its start was called off");
        } catch (RuntimeException | Error bug) {
            LOG.error("the launch of {} met an error of Astra's own", service, bug);
            launchFailed(run, "Astra met an error of its own: " + bug);
        }
    }

    private void launchFailed(LiveRun run, String reason) {
        runs.remove(run.key(), run);
        run.log().mark(new Mark.Ended("could not start: " + reason));
        run.end();
        inbox.accept(new Input.LaunchFailed(run.service(), run.launch.run(), reason));
    }

    void cancel(String service, int number) {
        LiveRun run = run(service, number);
        if (run != null) {
            run.interruptLaunch();
        }
    }

    void signal(String service, int number, Signal signal) {
        withRunning(service, number, "signal", (_, running) -> running.signal(signal));
    }

    void sweep(String service, int number, Duration grace) {
        withRunning(service, number, "sweep", (run, running) -> {
            List<Leftover> leftovers = List.of();
            try {
                leftovers = running.sweep(grace);
            } finally {
                runs.remove(run.key(), run);
                run.end();
                inbox.accept(new Input.Swept(service, number, leftovers));
            }
        });
    }

    void probe(String service, int number) {
        withRunning(service, number, "probe", (run, running) -> {
            HealthSource.RunHealth health = run.health;
            ProbeResult result = health == null ? new ProbeResult(true, "") : ask(health);
            Optional<Hold> hold = result.well() ? Optional.empty() : running.hold();
            inbox.accept(new Input.Probed(service, number, result, hold));
        });
    }

    void wake(String service, int number) {
        withRunning(service, number, "wake", (_, running) -> {
            if (running.hold().filter(hold -> hold.kind() == Hold.Kind.STOPPED).isPresent()) {
                running.signal(Signal.CONT);
            }
        });
    }

    void witness(String service, int number) {
        withRunning(service, number, "witness", (_, running) -> {
            Optional<Hold> hold = running.hold();
            String noted = "";
            try {
                noted = hold.filter(Hold::byDebugger).isPresent() ? "" : running.witness();
            } finally {
                inbox.accept(new Input.Witnessed(service, number, hold, noted));
            }
        });
    }

    /// How many runs there are.
    int count() {
        return runs.size();
    }

    /// Tells of every run whose hold has changed since the last time it was asked after.
    void lookAtHolds() {
        for (LiveRun run : runs.values()) {
            Running running = run.running;
            if (running != null) {
                Optional<Hold> hold = running.hold();
                if (run.changes(hold)) {
                    inbox.accept(new Input.Held(run.service(), run.launch.run(), hold));
                }
            }
        }
    }

    private static ProbeResult ask(HealthSource.RunHealth health) throws InterruptedException {
        try {
            return health.probe();
        } catch (RuntimeException bug) {
            LOG.error("a health probe met an error of Astra's own", bug);
            return new ProbeResult(false, "Astra met an error of its own: " + bug);
        }
    }

    void hooks(String service, int number, List<Hook> hooks, boolean beforeStop) {
        withRunning(service, number, "hooks", (_, running) -> {
            String problem = "";
            for (Hook hook : hooks) {
                problem = problem.isEmpty() ? problemOf(running, hook) : problem;
            }
            inbox.accept(new Input.Hooked(service, number, beforeStop, problem));
        });
    }

    private static String problemOf(Running running, Hook hook) throws InterruptedException {
        try {
            ExecResult result = running.hook(hook, HOOK_LIMIT);
            return result.exit().success()
                    ? ""
                    : "%s %s: %s".formatted(String.join(" ", hook.command()), result.exit().describe(),
                            result.output());
        } catch (LaunchException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    /// Work with a run, on a thread of its own.
    private interface Work {
        void on(LiveRun run, Running running) throws InterruptedException;
    }

    private void withRunning(String service, int number, String what, Work work) {
        LiveRun run = run(service, number);
        Running running = run == null ? null : run.running;
        if (run == null || running == null) {
            return;
        }
        Thread.ofVirtual().name(what + " " + service).start(() -> {
            try {
                work.on(run, running);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException bug) {
                LOG.error("{} of {} met an error of Astra's own", what, service, bug);
            }
        });
    }

    private @Nullable LiveRun run(String service, int number) {
        return runs.get(new LiveRun.Key(service, number));
    }
}
