package dev.astra.container;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.HealthStateLog;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Hold;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.launch.Streams;
import dev.astra.launch.Usage;
import dev.astra.model.ContainerService;
import dev.astra.model.Hook;
import dev.astra.model.Port;
import dev.astra.model.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/// One run of a container, as supervision sees it.
///
/// @param pid of its main process, where that is one of this machine's
/// @param ports where they are, when the engine has chosen one
/// @param well what its last health test came to
record RunningContainer(
        Engine engine, Containers containers, ContainerService service, String id, OptionalLong pid,
        List<Port> ports, AtomicBoolean well, CompletableFuture<Exit> exited)
        implements
            Running {
    /// After which the engine would send SIGKILL; the supervisor does so long before.
    private static final int A_DAY_IN_SECONDS = 86_400;

    @Override
    public Optional<String> container() {
        return Optional.of(id);
    }

    /// The default stop signal is the image's own where the file names none: Postgres' SIGTERM waits until its last client has left.
    @Override
    public void signal(Signal signal) {
        boolean imagesOwn = signal.equals(Signal.TERM) && service.container().options().image().stopSignal().isEmpty();
        try {
            if (imagesOwn) {
                var _ = engine.streams().stopContainerCmd(id).withTimeout(A_DAY_IN_SECONDS).exec();
            } else {
                var _ = engine.calls().killContainerCmd(id).withSignal(signal.name()).exec();
            }
        } catch (DockerException _) {
            return; // it has ended, or is gone
        }
    }

    /// A container's processes end with it.
    @Override
    public List<Leftover> sweep(Duration grace) {
        return List.of();
    }

    @Override
    public ExecResult exec(List<String> command, Duration timeout) throws LaunchException, InterruptedException {
        if (!ContainerStacks.asksForHealth(command)) {
            return new Execution(engine, id).run(Hook.of(command), timeout);
        }
        ExecResult health = health(timeout);
        well.set(health.exit().success());
        return health;
    }

    @Override
    public ExecResult hook(Hook hook, Duration timeout) throws LaunchException, InterruptedException {
        return new Execution(engine, id).run(hook, timeout);
    }

    @Override
    public int exec(List<String> command, Streams streams) throws LaunchException, InterruptedException {
        return new Execution(engine, id).run(command, streams);
    }

    /// While the engine's own healthcheck has not come to a word yet, the test is run here, until it succeeds; then the engine's
    /// word counts. While the engine is away it is as well as it was.
    private ExecResult health(Duration timeout) throws LaunchException, InterruptedException {
        Optional<InspectContainerResponse> container;
        try {
            container = containers.inspect(id);
        } catch (RuntimeException failed) {
            return well.get() ? answer(0, "") : answer(1, "the engine does not tell: " + EngineWords.of(failed));
        }
        if (container.isEmpty()) {
            return answer(1, "its container is gone");
        }
        HealthState health = container.get().getState().getHealth();
        if (health == null) {
            return answer(0, "");
        }
        return switch (String.valueOf(health.getStatus())) {
            case "healthy" -> answer(0, "");
            case "unhealthy" -> health.getFailingStreak() != null && health.getFailingStreak() == 0
                    ? answer(0, "") // it was paused: the engine calls it so until its next test
                    : failed(health);
            default -> well.get() ? answer(0, "") : ownTest(test(container.get()), timeout);
        };
    }

    private ExecResult ownTest(List<String> test, Duration timeout) throws LaunchException, InterruptedException {
        if (test.isEmpty()) {
            return answer(0, "");
        }
        return new Execution(engine, id).run(Hook.of(test), timeout);
    }

    private static List<String> test(InspectContainerResponse container) {
        var check = container.getConfig().getHealthcheck();
        return check == null || check.getTest() == null ? List.of() : HealthTest.command(check.getTest());
    }

    private static ExecResult failed(HealthState health) {
        List<HealthStateLog> log = health.getLog();
        if (log == null || log.isEmpty()) {
            return answer(1, "its healthcheck failed");
        }
        HealthStateLog last = log.getLast();
        Long code = last.getExitCodeLong();
        return answer(code == null || code == 0 ? 1 : (int) (long) code, String.valueOf(last.getOutput()).strip());
    }

    private static ExecResult answer(int code, String output) {
        return new ExecResult(new Exit.Code(code), output, false);
    }

    @Override
    public Optional<Hold> hold() {
        return pid.isPresent() && new Cgroup(pid.getAsLong(), id).frozen()
                ? Optional.of(new Hold(Hold.Kind.STOPPED, "paused by the engine; `docker unpause` lets it go on"))
                : Optional.empty();
    }

    @Override
    public Usage usage() {
        return pid.isPresent() ? new Cgroup(pid.getAsLong(), id).usage() : new Usage(Duration.ZERO, 0);
    }
}
