package dev.astra.cli.command;

import dev.astra.cli.console.LogConsole;
import dev.astra.cli.console.LogLook;
import dev.astra.log.Cursor;
import dev.astra.log.LogQuery;
import dev.astra.model.ComposeDuration;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Shows what services write from now on, on a thread of its own, until it is closed.
final class Output implements AutoCloseable {
    /// The store wakes whoever waits for it, so this only bounds what a missed call would cost.
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    /// Without a reader for so long, the last words are left to `astra logs`.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final LogConsole console;
    private final Target target;
    private final PrintStream error;
    private final Cursor cursor;
    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean closing;

    /// Where it is shown, which tells whether anybody reads.
    private static final class Target extends FilterOutputStream {
        private volatile long written;

        Target(OutputStream out) {
            super(out);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // the console writes one piece at a time
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }
    }

    private Output(LogConsole console, Target target, PrintStream error, Cursor cursor) {
        this.console = console;
        this.target = target;
        this.error = error;
        this.cursor = cursor;
        this.thread = Thread.ofPlatform().daemon().name("console").unstarted(this::run);
    }

    static Output follow(Session session, UpOptions options, Hosting hosting) throws IOException {
        LogLook look = options.looks.of(session.invocation().terminal().output(),
                session.outPaint().on() && !options.noColour, options.timestamps);
        Target target = new Target(session.aboveLive());
        LogConsole console = new LogConsole(target, look, hosting.stack().services().keySet());
        LogQuery query = LogQuery.everything().since(Instant.now()).follow();
        Output output = new Output(console, target, session.error(),
                hosting.logs().cursor(look.asWritten() ? query.inBlocks() : query));
        session.notices(console::notice);
        if (options.quiet) {
            output.closing = true;
        }
        output.thread.start();
        return output;
    }

    /// Waits until nobody reads the output any more, which is mostly until this thread is interrupted.
    void awaitEnd() throws InterruptedException {
        if (closing) {
            new CountDownLatch(1).await();
        }
        over.await();
    }

    private void run() {
        try (cursor; console) {
            showUntilClosed();
            while (console.drain(cursor)) {
                // the last that was written
            }
        } catch (IOException nobodyReads) {
            return;
        } finally {
            over.countDown();
        }
    }

    private void showUntilClosed() throws IOException {
        try {
            while (!closing) {
                boolean more = console.drain(cursor);
                if (!more && !closing) {
                    cursor.await(BETWEEN_LOOKS);
                }
            }
        } catch (InterruptedException never) {
            throw new IllegalStateException("nobody interrupts this thread", never);
        }
    }

    /// Ends without showing what there is still to show.
    void abandon() {
        over.countDown();
    }

    /// Shows what there is, and ends. Takes as long as somebody reads.
    @Override
    public void close() {
        closing = true;
        // an interrupt would close the files that it is reading
        cursor.wake();
        try {
            for (long before = -1; before != target.written;) {
                before = target.written;
                if (over.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            error.println("nobody has read the output for " + ComposeDuration.format(LAST_WORDS)
                    + ": `astra logs` shows the rest");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
