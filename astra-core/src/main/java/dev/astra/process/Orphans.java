package dev.astra.process;

import dev.astra.process.posix.Children;
import java.util.OptionalInt;

/// Reaps what was left to this process as a parent: orphans of services that have ended. Used by one thread.
///
/// What the spawner has started is reaped by who asked for it. What the JDK has started it reaps at once itself: a zombie that carries
/// no run's mark is only an orphan when it is still there at the next look.
final class Orphans {
    private static final int MOST_AT_ONCE = 1_000;

    private final Instance instance;
    private final Spawner spawner;
    private int before;

    Orphans(Instance instance, Spawner spawner) {
        this.instance = instance;
        this.spawner = spawner;
    }

    /// Costs one call of the system when there is none.
    void reap() {
        for (int count = 0; count < MOST_AT_ONCE; count++) {
            OptionalInt zombie = Children.anyZombie();
            if (zombie.isEmpty()) {
                return;
            }
            int pid = zombie.getAsInt();
            if (spawner.isOwn(pid)) {
                return;
            }
            if (pid != before && !carriesMark(pid)) {
                before = pid;
                return;
            }
            Children.reap(pid);
        }
    }

    private boolean carriesMark(int pid) {
        return ProcessTable.limits(pid).flatMap(instance::limitIn).isPresent();
    }
}
