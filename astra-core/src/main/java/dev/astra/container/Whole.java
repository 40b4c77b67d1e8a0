package dev.astra.container;

import dev.astra.launch.LaunchException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Steps that are not to be left in the middle. An interrupt breaks the connection on which a request is under way, and so says nothing
/// of what becomes of it: the engine makes the container all the same.
final class Whole {
    private Whole() {}

    /// What an engine is asked for.
    interface Step<T extends @Nullable Object> {
        T run() throws LaunchException, InterruptedException;
    }

    /// Runs it to its end. Whoever interrupts this thread meanwhile is heard of after it.
    static <T extends @Nullable Object> T step(Step<T> step) throws LaunchException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(step::run);
        Thread.ofVirtual().name("engine").start(task);
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof LaunchException launch) {
                throw launch;
            }
            throw failed.getCause() instanceof RuntimeException other ? other : new IllegalStateException(failed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
