package dev.astra.process;

import dev.astra.process.posix.Children;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.RealtimeLimit;
import dev.astra.process.posix.Spawn;
import java.util.HashSet;
import java.util.Set;

/// Starts processes one after the other: the limit that marks them is this process's own while it starts them. Knows which children are
/// to be reaped by those who asked for them.
final class Spawner {
    private final Set<Integer> own = new HashSet<>();

    /// @param limit see [RunMark]; 0: none
    /// @return the process's number, to be [reaped][#reap(int)] once it has ended
    synchronized int start(Spawn spawn, long limit) throws PosixException {
        if (limit != 0) {
            RealtimeLimit.set(limit);
        }
        try {
            int pid = spawn.start();
            own.add(pid);
            return pid;
        } finally {
            if (limit != 0) {
                RealtimeLimit.set(limit - 1);
            }
        }
    }

    synchronized boolean isOwn(int pid) {
        return own.contains(pid);
    }

    /// Lets go of a child that has ended, and of its number.
    synchronized void reap(int pid) {
        Children.reap(pid);
        own.remove(pid);
    }
}
