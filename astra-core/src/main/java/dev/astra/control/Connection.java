package dev.astra.control;

import dev.astra.launch.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// One caller: one request, one answer.
final class Connection {
    /// In which a request must have come whole.
    private static final Duration REQUEST_TIME = Duration.ofSeconds(10);

    private static final String RUN = "/run";
    private static final String RUN_WITH_INPUT = "/run?stdin";

    private final SocketChannel channel;
    private final CommandRunner runner;
    private final Resources resources;
    private volatile @Nullable Thread worker;

    Connection(SocketChannel channel, CommandRunner runner, Resources resources) {
        this.channel = channel;
        this.runner = runner;
        this.resources = resources;
    }

    /// Serves the caller until it is done or gone.
    void serve() {
        try (channel) {
            answer(Channels.newOutputStream(channel));
        } catch (IOException gone) {
            // the caller went away in the middle: what it asked for has been interrupted, and nobody is there to be told
            return;
        }
    }

    /// Interrupts what the caller asked for, and ends the connection.
    void cancel() {
        Thread current = worker;
        if (current != null) {
            current.interrupt();
        }
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            return;
        }
    }

    private void answer(OutputStream out) throws IOException {
        try {
            HttpRequest request = read();
            worker = Thread.currentThread();
            FrameWriter frames = new FrameWriter(out);
            Optional<AskedInput> stdin = request.path().equals(RUN_WITH_INPUT)
                    ? Optional.of(new AskedInput(frames))
                    : Optional.empty();
            Thread.ofPlatform().daemon().name("control caller").start(() -> awaitEnd(stdin));
            if (request.path().equals(RUN) || stdin.isPresent()) {
                run(request, out, frames, stdin);
            } else {
                resources.answer(request, out);
            }
        } catch (HttpProblem problem) {
            out.write(HttpRequest.head(problem.status(), problem.reason(), "text/plain; charset=utf-8"));
            out.write((problem.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        } finally {
            worker = null;
        }
    }

    private HttpRequest read() throws IOException, HttpProblem {
        try (BoundedInput in = new BoundedInput(channel, REQUEST_TIME)) {
            return HttpRequest.read(in);
        }
    }

    private void run(HttpRequest request, OutputStream out, FrameWriter frames, Optional<AskedInput> stdin)
            throws IOException, HttpProblem, InterruptedException {
        if (!request.method().equals("POST")) {
            throw new HttpProblem(405, "Method Not Allowed", "POST a command");
        }
        Invocation invocation = invocation(request.body());
        out.write(HttpRequest.head(200, "OK", "application/vnd.astra.frames"));
        CommandRunner.Result result = runner.run(invocation,
                new Streams(stdin.map(InputStream.class::cast), frames.out(), frames.error()));
        frames.exit(result.exitCode());
        if (result.hostEnd().isPresent()) {
            result.hostEnd().get().run();
            new CountDownLatch(1).await();
        }
    }

    private static Invocation invocation(byte[] body) throws HttpProblem {
        try {
            return Invocation.decode(body);
        } catch (IllegalArgumentException wrong) {
            throw new HttpProblem(400, "Bad Request", "this is no command: " + wrong.getMessage());
        }
    }

    /// Takes what the caller was asked for until its end, which is also whatever nobody asked for.
    private void awaitEnd(Optional<AskedInput> stdin) {
        try {
            if (stdin.isPresent()) {
                stdin.get().takeFrom(Channels.newInputStream(channel));
            } else {
                while (channel.read(ByteBuffer.allocate(64)) > 0) {
                    // what a caller sends behind its request means nothing
                }
            }
        } catch (IOException ended) {
            // our own close, or the caller's death
        }
        Thread current = worker;
        if (current != null) {
            current.interrupt();
        }
    }
}
