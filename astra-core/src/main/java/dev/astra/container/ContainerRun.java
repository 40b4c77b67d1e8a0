package dev.astra.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.WaitResponse;
import dev.astra.launch.Exit;
import dev.astra.log.Mark;
import dev.astra.log.RunLog;
import dev.astra.model.ContainerService;
import dev.astra.model.Port;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Follows one run of a container from its start to its end, through broken connections and restarts of the engine.
final class ContainerRun {
    /// After its end, how long the engine may take to hand out the rest of a container's output.
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);
    private static final int KILLED = 128 + 9;

    private final Engine engine;
    private final Containers containers;
    private final ContainerService service;
    private final String id;
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();

    ContainerRun(Engine engine, Containers containers, ContainerService service, String id) {
        this.engine = engine;
        this.containers = containers;
        this.service = service;
        this.id = id;
    }

    RunningContainer begin(RunLog log, LogPosition position) {
        boolean tty = service.container().options().runtime().tty();
        LogTail tail = new LogTail(engine, id, tty, log, position);
        Thread.ofVirtual().name("container " + service.name()).start(() -> follow(tail, log));
        Optional<InspectContainerResponse> started = started();
        OptionalLong pid = started.map(each -> each.getState().getPidLong())
                .map(each -> Cgroup.visible(each, id))
                .orElse(OptionalLong.empty());
        List<Port> ports = started.map(each -> PublishedPorts.of(service.common().ports(), each)).orElse(List.of());
        return new RunningContainer(engine, containers, service, id, pid, ports, new AtomicBoolean(), exited);
    }

    private Optional<InspectContainerResponse> started() {
        try {
            return containers.inspect(id);
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private void follow(LogTail tail, RunLog log) {
        Exit exit;
        try {
            exit = untilEnd(tail);
        } catch (InterruptedException _) {
            exit = new Exit.Lost("Astra stopped following its container");
        } catch (RuntimeException failed) {
            exit = new Exit.Lost("the engine can't tell how it ended: " + EngineWords.of(failed));
        }
        if (!engine.isClosed()) { // else it goes on without Astra
            log.mark(new Mark.Ended(exit.describe()));
        }
        log.close();
        exited.complete(exit);
    }

    private Exit untilEnd(LogTail tail) throws InterruptedException {
        CompletableFuture<Boolean> output = tail.follow();
        while (true) {
            int code = awaitEnd(output);
            if (code >= 0 && code != KILLED) {
                awaitOutput(tail, output);
                return new Exit.Code(code);
            }
            Optional<InspectContainerResponse> found;
            try {
                found = containers.inspect(id);
            } catch (RuntimeException away) {
                if (engine.isClosed() || !engineComesBack()) {
                    return new Exit.Lost(
                            "the container engine at " + engine.found().address() + " has not answered for "
                                    + Engine.PATIENCE.toSeconds() + "s");
                }
                continue;
            }
            if (found.isEmpty() || "removing".equals(found.get().getState().getStatus())) {
                return new Exit.Lost("its container was removed by somebody else");
            }
            if (!runs(found.get())) {
                awaitOutput(tail, output);
                return exit(found.get().getState());
            }
            if (output.isDone()) {
                output = tail.follow();
            }
        }
    }

    private static boolean runs(InspectContainerResponse container) {
        return Boolean.TRUE.equals(container.getState().getRunning());
    }

    /// Returns when the container has ended, or its output, or when that can't be told any more. An engine that is busy with a
    /// container's end tells its code at once, but nothing else for seconds.
    ///
    /// @return the exit code; negative: not known
    private int awaitEnd(CompletableFuture<Boolean> output) throws InterruptedException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        AtomicInteger code = new AtomicInteger(-1);
        ResultCallback.Adapter<WaitResponse> wait = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(WaitResponse response) {
                Integer told = response.getStatusCode();
                code.set(told == null ? -1 : told);
            }

            @Override
            public void onError(Throwable failure) {
                super.onError(failure);
                end.complete(null);
            }

            @Override
            public void onComplete() {
                super.onComplete();
                end.complete(null);
            }
        };
        try {
            engine.streams().waitContainerCmd(id).exec(wait);
            CompletableFuture.anyOf(end, output).get();
            end.get(Engine.BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            wait.close();
        } catch (ExecutionException | TimeoutException | IOException | NotFoundException _) {
            return code.get();
        } catch (DockerException _) {
            pause();
        }
        return code.get();
    }

    /// A stream that ended before the container is known to have ended may have been cut short: then the rest is asked for.
    private static void awaitOutput(LogTail tail, CompletableFuture<Boolean> output) throws InterruptedException {
        try {
            boolean whole = !output.isDone() && output.get(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
            if (!whole) {
                tail.follow().get(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException _) {
            return; // what is there is stored
        }
    }

    private boolean engineComesBack() throws InterruptedException {
        long end = System.nanoTime() + Engine.PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            pause();
            if (engine.answers()) {
                return true;
            }
        }
        return false;
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(Engine.BETWEEN_LOOKS);
    }

    private static Exit exit(InspectContainerResponse.ContainerState state) {
        int code = state.getExitCodeLong() == null ? 0 : (int) (long) state.getExitCodeLong();
        if (Boolean.TRUE.equals(state.getOOMKilled())) {
            return new Exit.Signalled("SIGKILL", "out of memory: it used more than its limit");
        }
        return code == KILLED ? new Exit.Signalled("SIGKILL", "") : new Exit.Code(code);
    }
}
