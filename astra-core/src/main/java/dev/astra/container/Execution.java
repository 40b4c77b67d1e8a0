package dev.astra.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.model.Frame;
import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Streams;
import dev.astra.model.Hook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A command inside a container.
record Execution(Engine engine, String id) {
    private static final int KEPT = 4096;
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration SELDOM = Duration.ofSeconds(1);

    /// Keeps the end of what it writes. One that takes too long goes on by itself: the API has no way to end it.
    ExecResult run(Hook hook, Duration timeout) throws LaunchException, InterruptedException {
        Output output = new Output();
        long end = System.nanoTime() + timeout.toNanos();
        try (output) {
            String exec = create(hook, false);
            boolean ended = engine.streams()
                    .execStartCmd(exec)
                    .exec(output)
                    .awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS);
            Optional<Integer> code = ended ? code(exec, end) : Optional.empty();
            return code.isPresent()
                    ? new ExecResult(new Exit.Code(code.get()), output.text(), false)
                    : new ExecResult(new Exit.Lost("it did not end in time"), output.text(), true);
        } catch (RuntimeException | IOException failed) {
            throw failed(hook.command(), failed);
        }
    }

    /// Connects it with a caller, and returns its exit code.
    int run(List<String> command, Streams streams) throws LaunchException, InterruptedException {
        Optional<SocketAddress> address = engine.secured()
                ? Optional.empty()
                : Optional.of(ExecConnection.address(engine.found().address()));
        boolean fed = streams.in().isPresent() && address.isPresent();
        try {
            String exec = create(Hook.of(command), fed);
            if (fed) {
                try (ExecConnection connection = ExecConnection.start(address.get(), engine.found().apiVersion(),
                        exec)) {
                    connection.copy(streams.in().get(), streams);
                }
            } else {
                try (FrameCopy copy = engine.streams().execStartCmd(exec).exec(new FrameCopy(streams))) {
                    copy.awaitCompletion();
                }
            }
            return code(exec, Long.MAX_VALUE).orElse(0);
        } catch (ClosedByInterruptException _) {
            boolean _ = Thread.interrupted();
            throw new InterruptedException();
        } catch (RuntimeException | IOException failed) {
            throw failed(command, failed);
        }
    }

    private String create(Hook hook, boolean fed) {
        ExecCreateCmd command = engine.calls()
                .execCreateCmd(id)
                .withCmd(hook.command().toArray(String[]::new))
                .withAttachStdin(fed)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withPrivileged(hook.privileged());
        if (!hook.environment().isEmpty()) {
            command.withEnv(
                    hook.environment().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
        }
        if (!hook.user().isEmpty()) {
            command.withUser(hook.user());
        }
        if (!hook.workingDirectory().isEmpty()) {
            command.withWorkingDir(hook.workingDirectory());
        }
        return command.exec().getId();
    }

    /// Its output may end before the engine has noticed its end, and before it does end: who closes its output may go on for long, and
    /// is asked after less and less often. It ends with its container, and is forgotten by an engine that is restarted.
    ///
    /// @param end in [System#nanoTime()]'s reckoning, or the largest long: however long it takes
    /// @return empty: it has not ended by then
    private Optional<Integer> code(String exec, long end) throws InterruptedException {
        for (Duration pause = FIRST_LOOK;; pause = pause.compareTo(SELDOM) < 0 ? pause.multipliedBy(2) : pause) {
            InspectExecResponse state = engine.calls().inspectExecCmd(exec).exec();
            if (!Boolean.TRUE.equals(state.isRunning())) {
                Long code = state.getExitCodeLong();
                return Optional.of(code == null ? 0 : (int) (long) code);
            }
            if (end != Long.MAX_VALUE && System.nanoTime() - end > 0) {
                return Optional.empty();
            }
            Thread.sleep(pause);
        }
    }

    private static LaunchException failed(List<String> command, Exception failed) {
        return new LaunchException("cannot run `" + String.join(" ", command) + "` in the container: "
                + EngineWords.of(failed), failed);
    }

    /// The end of what it writes.
    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void onNext(Frame frame) {
            bytes.writeBytes(frame.getPayload());
            if (bytes.size() > 4 * KEPT) {
                byte[] all = bytes.toByteArray();
                bytes.reset();
                bytes.write(all, all.length - KEPT, KEPT);
            }
        }

        synchronized String text() {
            byte[] all = bytes.toByteArray();
            int length = Math.min(KEPT, all.length);
            return new String(all, all.length - length, length, StandardCharsets.UTF_8);
        }
    }
}
