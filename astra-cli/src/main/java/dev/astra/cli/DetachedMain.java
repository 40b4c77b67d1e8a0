package dev.astra.cli;

import dev.astra.cli.command.Hosting;
import dev.astra.cli.command.Setting;
import dev.astra.control.CommandRunner;
import dev.astra.control.FrameWriter;
import dev.astra.control.Invocation;
import dev.astra.daemon.DetachedHost;
import dev.astra.daemon.StopSignals;
import dev.astra.launch.Streams;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The process of a stack that runs apart from any terminal: runs the `up` that made it, tells its caller, and stays while the stack is up.
/// [dev.astra.daemon.DetachedHost] starts it and says what goes over its standard streams.
public final class DetachedMain {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Thread self = Thread.currentThread();
    private volatile boolean told;
    private volatile Optional<Hosting> kept = Optional.empty();

    private DetachedMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int code = new DetachedMain().run();
        Runtime.getRuntime().halt(code);
    }

    private int run() throws IOException, InterruptedException {
        DetachedHost.leaveTerminal();
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        Invocation invocation = Invocation.decode(in.readNBytes(in.readInt()));
        StopSignals.handle(this::signalled);
        Thread.ofPlatform().daemon().name("caller").start(() -> awaitCaller(in));
        CommandRunner.Result result;
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            FrameWriter frames = new FrameWriter(new BufferedOutputStream(out));
            Setting setting = new Setting(Setting.Place.DETACHED, Optional.empty(), Dispatcher::hosted,
                    hosting -> kept = Optional.of(hosting));
            result = new Dispatcher(setting).run(invocation, Streams.of(frames.out(), frames.error()));
            told = true;
            frames.exit(result.exitCode());
        } catch (IOException callerGone) {
            told = true;
            result = CommandRunner.Result.of(0);
        }
        if (kept.isEmpty()) {
            return result.exitCode();
        }
        return live(kept.get());
    }

    /// A stack whose folder is gone can't be reached by any command any more, so it ends by itself.
    private static int live(Hosting hosting) throws InterruptedException {
        try (hosting) {
            while (true) {
                try {
                    return hosting.ended().get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS).number();
                } catch (TimeoutException quiet) {
                    if (!hosting.isInPlace()) {
                        hosting.stop(Optional.empty());
                        return hosting.ended().get().number();
                    }
                }
            }
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    private void signalled(int count) {
        if (kept.isPresent()) {
            kept.get().stop(count == 1 ? Optional.empty() : Optional.of(Duration.ZERO));
        } else {
            self.interrupt();
        }
    }

    /// The end of our stdin before we have told how `up` went is the caller's ctrl-c.
    private void awaitCaller(DataInputStream in) {
        try (in) {
            while (in.read() >= 0) {
                // nothing more is expected
            }
        } catch (IOException gone) {
            // as good as its end
        }
        if (!told) {
            self.interrupt();
        }
    }
}
