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
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Follows one run of a container from its start to its end, through broken connections and restarts of the engine.
final class ContainerRun {
    /// After its end, how long the engine may take to hand out the rest of a container's output.
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);
    /// How long an engine may be away before what it ran counts as lost.
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
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
        return new RunningContainer(engine, containers, service, id, pid(), exited);
    }

    private OptionalLong pid() {
        try {
            Optional<Long> pid = containers.inspect(id).map(each -> each.getState().getPidLong());
            return pid.isPresent() ? Cgroup.visible(pid.get(), id) : OptionalLong.empty();
        } catch (RuntimeException _) {
            return OptionalLong.empty();
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
        CompletableFuture<Void> output = tail.follow();
        while (true) {
            awaitEnd(output);
            Optional<InspectContainerResponse> found;
            try {
                found = containers.inspect(id);
            } catch (RuntimeException away) {
                if (engine.isClosed() || !engineComesBack()) {
                    return new Exit.Lost(
                            "the container engine at " + engine.found().address() + " has not answered for "
                                    + ENGINE_PATIENCE.toSeconds() + "s");
                }
                continue;
            }
            if (found.isEmpty() || "removing".equals(found.get().getState().getStatus())) {
                awaitOutput(output);
                return new Exit.Lost("its container was removed by somebody else");
            }
            if (!runs(found.get())) {
                if (output.isDone()) {
                    output = tail.follow();
                }
                awaitOutput(output);
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

    /// Returns when the container has ended, or its output, or when that can't be told any more.
    private void awaitEnd(CompletableFuture<Void> output) throws InterruptedException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        ResultCallback.Adapter<WaitResponse> wait = new ResultCallback.Adapter<>() {
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
            wait.close();
        } catch (ExecutionException | java.io.IOException | NotFoundException _) {
            return;
        } catch (DockerException _) {
            pause();
        }
    }

    private static void awaitOutput(CompletableFuture<Void> output) throws InterruptedException {
        try {
            output.get(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return; // what is there is stored
        }
    }

    private boolean engineComesBack() throws InterruptedException {
        long end = System.nanoTime() + ENGINE_PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            pause();
            if (engine.answers()) {
                return true;
            }
        }
        return false;
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(BETWEEN_LOOKS);
    }

    private static Exit exit(InspectContainerResponse.ContainerState state) {
        int code = state.getExitCodeLong() == null ? 0 : (int) (long) state.getExitCodeLong();
        if (Boolean.TRUE.equals(state.getOOMKilled())) {
            return new Exit.Signalled("SIGKILL", "out of memory: it used more than its limit");
        }
        return code == KILLED ? new Exit.Signalled("SIGKILL", "") : new Exit.Code(code);
    }
}
