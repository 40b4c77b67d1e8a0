package dev.astra.process;

import dev.astra.launch.Leftover;
import dev.astra.process.posix.Children;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Ends a set of processes that may grow while it is being ended. For one use by one thread.
///
/// SIGTERM first, to each that is found until the grace is over; then SIGKILL, and for what
/// comes back SIGSTOP first, which keeps it from starting more, until a look finds none.
final class Sweep {
    private static final Duration LAST_RESORT = Duration.ofSeconds(10);
    private static final Duration DYING = Duration.ofSeconds(1);
    private static final int FREEZE_ROUNDS = 5;
    /// However slow the machine is.
    private static final int FEWEST_ROUNDS = 20;

    private final Drain drain;
    private final Supplier<List<ProcessFacts>> members;
    private final Map<ProcessId, Leftover> found = new LinkedHashMap<>();

    /// @param members looks who is alive now
    Sweep(Drain drain, Supplier<List<ProcessFacts>> members) {
        this.drain = drain;
        this.members = members;
    }

    /// @return all that were found, also those that nothing could end, which are another user's or stuck in the kernel
    List<Leftover> run(Duration grace) throws InterruptedException {
        try {
            List<ProcessFacts> alive = members.get();
            if (grace.isPositive()) {
                alive = ask(alive, System.nanoTime() + grace.toNanos());
            }
            kill(alive, System.nanoTime() + LAST_RESORT.toNanos());
        } catch (PosixException failed) {
            throw new IllegalStateException("can't take hold of processes: " + failed.getMessage(), failed);
        }
        return List.copyOf(found.values());
    }

    private List<ProcessFacts> ask(List<ProcessFacts> first, long deadline)
            throws PosixException, InterruptedException {
        List<ProcessFacts> alive = first;
        while (!alive.isEmpty() && System.nanoTime() - deadline < 0) {
            List<CompletableFuture<Void>> exits = new ArrayList<>();
            for (ProcessFacts each : alive) {
                boolean isNew = note(each, false);
                Target target = Target.of(each).orElse(null);
                if (target == null) {
                    continue;
                }
                if (isNew) {
                    target.handle().signal(Signals.TERM);
                    target.handle().signal(Signals.CONT);
                }
                exits.add(drain.exit(target.handle()));
            }
            await(exits, deadline);
            alive = members.get();
        }
        return alive;
    }

    /// The first round kills what there is; only what comes back after that has to be stopped first.
    private void kill(List<ProcessFacts> first, long deadline) throws PosixException, InterruptedException {
        List<ProcessFacts> alive = first;
        for (int round = 0; !alive.isEmpty(); round++) {
            if (round >= FEWEST_ROUNDS && System.nanoTime() - deadline > 0) {
                return;
            }
            List<CompletableFuture<Void>> exits = new ArrayList<>();
            for (Target target : round == 0 ? hold(alive) : freeze(alive)) {
                note(target.process(), true);
                Children.signalGroup((int) target.process().group(), Signals.KILL);
                target.handle().signal(Signals.KILL);
                exits.add(drain.exit(target.handle()));
            }
            await(exits, System.nanoTime() + DYING.toNanos());
            alive = members.get();
        }
    }

    private static List<Target> hold(List<ProcessFacts> alive) throws PosixException {
        List<Target> targets = new ArrayList<>();
        for (ProcessFacts each : alive) {
            Target.of(each).ifPresent(targets::add);
        }
        return targets;
    }

    /// Stops all that there are, and those that they have started before they stood still.
    private List<Target> freeze(List<ProcessFacts> first) throws PosixException {
        Map<ProcessId, Target> frozen = new LinkedHashMap<>();
        List<ProcessFacts> alive = first;
        for (int round = 0; round < FREEZE_ROUNDS; round++) {
            boolean grown = false;
            for (ProcessFacts each : alive) {
                if (frozen.containsKey(each.id())) {
                    continue;
                }
                Target target = Target.of(each).orElse(null);
                if (target != null) {
                    target.handle().signal(Signals.STOP);
                    frozen.put(each.id(), target);
                    grown = true;
                }
            }
            if (!grown) {
                break;
            }
            alive = members.get();
        }
        return List.copyOf(frozen.values());
    }

    private boolean note(ProcessFacts process, boolean killed) {
        Leftover before = found.get(process.id());
        String command = before == null ? ProcessTable.command(process) : before.command();
        found.put(process.id(), new Leftover(process.pid(), command, killed));
        return before == null;
    }

    private static void await(List<CompletableFuture<Void>> exits, long deadline) throws InterruptedException {
        try {
            CompletableFuture.allOf(exits.toArray(CompletableFuture[]::new))
                    .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException goOn) {
            return; // the next look tells who is left
        }
    }
}
