package dev.astra.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command inside a container.
record Execution(Engine engine, String id) {
    private static final int KEPT = 4096;

    ExecResult run(List<String> command, Duration timeout) throws LaunchException, InterruptedException {
        Output output = new Output();
        try (output) {
            String exec = engine.calls()
                    .execCreateCmd(id)
                    .withCmd(command.toArray(String[]::new))
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            boolean ended = engine.streams()
                    .execStartCmd(exec)
                    .exec(output)
                    .awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                return new ExecResult(new Exit.Lost("it did not end in time"), output.text(), true);
            }
            Long code = engine.calls().inspectExecCmd(exec).exec().getExitCodeLong();
            return new ExecResult(new Exit.Code(code == null ? 0 : (int) (long) code), output.text(), false);
        } catch (RuntimeException | IOException failed) {
            throw new LaunchException("cannot run `" + String.join(" ", command) + "` in the container: "
                    + EngineWords.of(failed), failed);
        }
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
