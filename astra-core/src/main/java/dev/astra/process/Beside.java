package dev.astra.process;

import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.ProcessDescriptor;
import dev.astra.process.posix.Signals;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A short command in the surroundings of a run, such as a health test.
record Beside(Machinery machinery, StartPlan plan) {
    private static final long DYING_MILLIS = 2_000;

    /// Runs it to its end; one that takes longer is killed with its group.
    ExecResult run(List<String> command, Duration timeout) throws LaunchException, InterruptedException {
        Tail tail = new Tail();
        try (Outputs outputs = Outputs.pipes(tail)) {
            long limit = machinery.instance().next().limit();
            Spawner spawner = machinery.spawner();
            MainProcess process = new MainProcess(plan.start(command, outputs.streams(), limit, spawner), spawner);
            try {
                CompletableFuture<Exit> exited = connect(process, outputs);
                return await(exited, process, tail, timeout);
            } finally {
                process.signal(Signals.KILL);
                machinery.drain().errand(buffer -> outputs.finish(machinery.drain(), buffer));
            }
        } catch (PosixException failed) {
            throw new LaunchException("cannot run " + command.getFirst() + ": " + failed.getMessage(), failed);
        }
    }

    private CompletableFuture<Exit> connect(MainProcess process, Outputs outputs) throws PosixException {
        outputs.connect(machinery.drain());
        CompletableFuture<Exit> exited = new CompletableFuture<>();
        ProcessDescriptor handle = ProcessDescriptor.open(process.pid())
                .orElseThrow(() -> new IllegalStateException("a child that nobody has reaped is gone"));
        machinery.drain().add(new ExitWatch(handle, buffer -> {
            outputs.takePresent(buffer);
            Exit exit = process.exit().orElseGet(() -> new Exit.Lost("ended, nobody knows how"));
            process.reap();
            Thread.startVirtualThread(() -> exited.complete(exit));
        }));
        return exited;
    }

    private static ExecResult await(CompletableFuture<Exit> exited, MainProcess process, Tail tail, Duration timeout)
            throws InterruptedException {
        try {
            return new ExecResult(exited.get(timeout.toNanos(), TimeUnit.NANOSECONDS), tail.text(), false);
        } catch (TimeoutException late) {
            process.signal(Signals.KILL);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        Exit exit = exited
                .completeOnTimeout(new Exit.Lost("SIGKILL does not end it"), DYING_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        return new ExecResult(exit, tail.text(), true);
    }
}
