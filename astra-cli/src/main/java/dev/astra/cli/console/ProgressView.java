package dev.astra.cli.console;

import dev.astra.event.Event;
import dev.astra.event.EventBus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Shows how a start goes on: on a terminal lines that are redrawn in place, elsewhere one line an event. Draws on a thread of its own,
/// at most ten times a second, until it is closed. Safe for use by several threads.
public final class ProgressView implements AutoCloseable {
    private static final long MILLIS_BETWEEN_PICTURES = 100;
    private static final int MOST_LINES = 12;

    private final EventBus.Subscription events;
    private final Output output;
    private final ProgressBoard board;
    private final InstantSource clock;
    private final Thread thread;
    private boolean settled;
    private boolean gone;

    /// Where progress goes.
    ///
    /// @param plain where lines go when nothing is redrawn
    /// @param live the terminal's last lines; empty: it is no terminal
    /// @param notices takes what Astra has to say once the start is over, such as the cause of a restart; mostly a [LogConsole]
    /// @param columns the terminal's width at the moment; 0: not known
    public record Output(OutputStream plain, Optional<LiveRegion> live, NoticeTarget notices, IntSupplier columns) {}

    /// Takes lines that people should read.
    @FunctionalInterface
    public interface NoticeTarget {
        void notice(String text) throws IOException;
    }

    private ProgressView(EventBus.Subscription events, Output output, Paint paint, InstantSource clock) {
        this.events = events;
        this.output = output;
        this.clock = clock;
        this.board = new ProgressBoard(events.snapshot(), paint, clock.instant());
        this.thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::run);
    }

    /// Begins to show. The subscription stays the caller's to close, after the view.
    public static ProgressView start(EventBus.Subscription events, Output output, Paint paint, InstantSource clock) {
        ProgressView view = new ProgressView(events, output, paint, clock);
        view.thread.start();
        return view;
    }

    /// The start is over: leaves the last picture, with what it came to in words, and goes on with notices alone. Twice is fine.
    ///
    /// @param everyService whether each service keeps its line; otherwise only those that did not get ready
    public synchronized void settle(boolean everyService) {
        if (settled) {
            return;
        }
        takeWhatIsThere();
        settled = true;
        int columns = output.columns().getAsInt();
        List<String> lines = new ArrayList<>();
        if (output.live().isPresent()) {
            lines.addAll(everyService
                    ? board.allLines(columns, clock.instant())
                    : board.failedLines(columns, clock.instant()));
        }
        lines.add(board.summary(clock.instant()));
        leave(lines);
    }

    /// Stops to show. Lines that are still live are taken away.
    @Override
    public void close() {
        thread.interrupt();
        synchronized (this) {
            if (!settled) {
                settled = true;
                leave(List.of());
            }
        }
    }

    private void run() {
        try {
            long next = System.nanoTime();
            while (true) {
                Event event = events.poll(MILLIS_BETWEEN_PICTURES, TimeUnit.MILLISECONDS);
                synchronized (this) {
                    if (event != null) {
                        take(event);
                    }
                    if (System.nanoTime() >= next) {
                        draw();
                        next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN_PICTURES);
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeWhatIsThere() {
        try {
            for (Event event = events.poll(0, TimeUnit.MILLISECONDS); event != null; event = events.poll(0,
                    TimeUnit.MILLISECONDS)) {
                take(event);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Event event) {
        Optional<String> news = board.apply(event, clock.instant());
        if (event instanceof Event.Notice(_, String text)) {
            write(() -> output.notices().notice(text));
        } else if (!settled && output.live().isEmpty()) {
            news.ifPresent(line -> write(() -> print(List.of(line))));
        }
    }

    private void draw() {
        if (!settled && output.live().isPresent()) {
            List<String> lines = board.liveLines(output.columns().getAsInt(), MOST_LINES, clock.instant());
            write(() -> output.live().get().show(lines));
        }
    }

    private void leave(List<String> lines) {
        write(() -> {
            if (output.live().isPresent()) {
                output.live().get().leave(lines);
            } else {
                print(lines);
            }
        });
    }

    private void print(List<String> lines) throws IOException {
        for (String line : lines) {
            output.plain().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        output.plain().flush();
    }

    private interface Write {
        void run() throws IOException;
    }

    /// Progress is not worth failing for: where nobody reads it any more it stops.
    private void write(Write write) {
        if (gone) {
            return;
        }
        try {
            write.run();
        } catch (IOException nobodyReads) {
            gone = true;
        }
    }
}
