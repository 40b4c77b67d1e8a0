package dev.astra.process;

import dev.astra.process.posix.Children;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/// Reaps what was left to this process as a parent: orphans of services that have ended. Used by one thread.
///
/// What the spawner has started is reaped by who asked for it. What the JDK has started it reaps at once itself: a zombie that carries
/// no run's mark is only an orphan when it is still there at the next look.
final class Orphans {
    private static final int MOST_AT_ONCE = 1_000;

    private final Instance instance;
    private final Spawner spawner;
    private Set<ProcessId> before = Set.of();

    Orphans(Instance instance, Spawner spawner) {
        this.instance = instance;
        this.spawner = spawner;
    }

    /// Looks at all that there are. Costs one call of the system when there is none.
    void reap() {
        Set<ProcessId> unmarked = new HashSet<>();
        if (Children.anyZombie().isPresent()) {
            for (ProcessFacts each : ProcessTable.scan()) {
                int pid = (int) each.pid();
                if (each.parent() != ThisProcess.pid() || !each.ended() || spawner.isOwn(pid)) {
                    continue;
                }
                if (before.contains(each.id()) || carriesMark(pid)) {
                    Children.reap(pid);
                } else {
                    unmarked.add(each.id());
                }
            }
        }
        before = unmarked;
    }

    /// Those that carry a mark, as far as that can be told without looking at all: until there is another.
    void reapMarked() {
        for (int count = 0; count < MOST_AT_ONCE; count++) {
            OptionalInt zombie = Children.anyZombie();
            if (zombie.isEmpty() || spawner.isOwn(zombie.getAsInt()) || !carriesMark(zombie.getAsInt())) {
                return;
            }
            Children.reap(zombie.getAsInt());
        }
    }

    private boolean carriesMark(int pid) {
        return ProcessTable.limits(pid).flatMap(instance::limitIn).isPresent();
    }
}
