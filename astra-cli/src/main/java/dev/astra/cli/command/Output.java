package dev.astra.cli.command;

import dev.astra.cli.console.LogConsole;
import dev.astra.cli.console.LogLook;
import dev.astra.log.Cursor;
import dev.astra.log.LogQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/// Shows what services write from now on, on a thread of its own, until it is closed.
final class Output implements AutoCloseable {
    /// The store wakes whoever waits for it, so this only bounds what a missed call would cost.
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final LogConsole console;
    private final Cursor cursor;
    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean closing;

    private Output(LogConsole console, Cursor cursor) {
        this.console = console;
        this.cursor = cursor;
        this.thread = Thread.ofPlatform().daemon().name("console").unstarted(this::run);
    }

    static Output follow(Session session, UpOptions options, Hosting hosting) throws IOException {
        LogLook look = options.looks.of(session.invocation().terminal().output(),
                session.outPaint().on() && !options.noColour, options.timestamps);
        LogConsole console = new LogConsole(session.aboveLive(), look, hosting.stack().services().keySet());
        Output output = new Output(console, hosting.logs().cursor(LogQuery.everything().since(Instant.now()).follow()));
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
                if (!console.drain(cursor)) {
                    cursor.await(BETWEEN_LOOKS);
                }
            }
        } catch (InterruptedException closed) {
            // what is there by now is still to be shown
        }
    }

    /// Shows what there is, and ends.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(LAST_WORDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
