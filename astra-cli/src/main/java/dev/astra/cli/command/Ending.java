package dev.astra.cli.command;

import dev.astra.cli.console.Paint;
import dev.astra.cli.console.StopVerdicts;
import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.supervise.Answer;
import dev.astra.supervise.Command;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stops the whole stack and tells how it went.
final class Ending {
    private static final long MILLIS_BETWEEN_LOOKS = 50;

    private final PrintStream out;
    private final Paint paint;
    private final Hosting hosting;

    Ending(PrintStream out, Paint paint, Hosting hosting) {
        this.out = out;
        this.paint = paint;
        this.hosting = hosting;
    }

    /// Prints a verdict for each service and a last line that sums up.
    ///
    /// @param grace instead of each service's own
    /// @return whether everything is stopped
    boolean down(Optional<Duration> grace) throws Failure, InterruptedException {
        long start = System.nanoTime();
        List<Event.Stopped> stopped = new ArrayList<>();
        try (EventBus.Subscription events = hosting.events().subscribe()) {
            CompletableFuture<Answer> answer = hosting.supervisor().submit(new Command.Down(grace));
            Set<String> told = new LinkedHashSet<>();
            while (!answer.isDone()) {
                take(events.poll(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS), stopped, told);
            }
            Answer outcome = Answers.await(answer);
            for (Event event = events.poll(0, TimeUnit.MILLISECONDS); event != null; event = events.poll(0,
                    TimeUnit.MILLISECONDS)) {
                take(event, stopped, told);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            new StopVerdicts(stopped, took, paint).lines().forEach(out::println);
            out.flush();
            return outcome.done();
        }
    }

    private void take(@Nullable Event event, List<Event.Stopped> stopped, Set<String> told) {
        if (event instanceof Event.Stopped one && told.add(one.service())) {
            stopped.add(one);
        }
    }
}
