package dev.astra.log;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What a [Cursor] is to give. Without more said: everything there is of all services, marks included, then the end.
///
/// @param services empty: all, when following also those that come later
/// @param streams lines of these; marks are always given
/// @param run a run's number; 0 the last one, -1 the one before, and so on; none: all
/// @param since only lines that were finished then or later
/// @param until only what was captured then or before
/// @param tail at most so many last lines of each service
/// @param following whether to go on with what is written later
/// @param partials when a line that has not ended is given
/// @param blocks whether whole lines that were captured at once may come as one [LogBlock]
public record LogQuery(
        Set<String> services, Set<StandardStream> streams, OptionalInt run, Optional<Instant> since,
        Optional<Instant> until, OptionalLong tail, boolean following, Partials partials, boolean blocks) {

    /// When a line that has not ended is given.
    public sealed interface Partials {
        /// As a piece, once nothing was added to it for so long; the next piece goes on behind it.
        record WhenSettled(Duration quiet) implements Partials {}

        /// At once, and whole again each time something is added: for who looks for something in it.
        record AtOnce() implements Partials {}
    }

    private static final Partials SETTLED = new Partials.WhenSettled(Duration.ofMillis(100));

    public LogQuery {
        services = Set.copyOf(services);
        streams = streams.isEmpty() ? EnumSet.allOf(StandardStream.class) : EnumSet.copyOf(streams);
        if (tail.isPresent() && tail.getAsLong() < 0) {
            throw new IllegalArgumentException("a number of lines can't be less than 0");
        }
    }

    public static LogQuery everything() {
        return new LogQuery(Set.of(), EnumSet.allOf(StandardStream.class), OptionalInt.empty(), Optional.empty(),
                Optional.empty(), OptionalLong.empty(), false, SETTLED, false);
    }

    public LogQuery of(Set<String> names) {
        return new LogQuery(names, streams, run, since, until, tail, following, partials, blocks);
    }

    public LogQuery of(String... names) {
        return of(Set.of(names));
    }

    public LogQuery streams(Set<StandardStream> wanted) {
        return new LogQuery(services, wanted, run, since, until, tail, following, partials, blocks);
    }

    public LogQuery run(int number) {
        return new LogQuery(services, streams, OptionalInt.of(number), since, until, tail, following, partials, blocks);
    }

    public LogQuery since(Instant time) {
        return new LogQuery(services, streams, run, Optional.of(time), until, tail, following, partials, blocks);
    }

    public LogQuery until(Instant time) {
        return new LogQuery(services, streams, run, since, Optional.of(time), tail, following, partials, blocks);
    }

    public LogQuery tail(long lines) {
        return new LogQuery(services, streams, run, since, until, OptionalLong.of(lines), following, partials, blocks);
    }

    /// The same without [#since()] and [#tail()].
    LogQuery fromTheBeginning() {
        return new LogQuery(services, streams, run, Optional.empty(), until, OptionalLong.empty(), following, partials,
                blocks);
    }

    public LogQuery follow() {
        return new LogQuery(services, streams, run, since, until, tail, true, partials, blocks);
    }

    public LogQuery partials(Partials when) {
        return new LogQuery(services, streams, run, since, until, tail, following, when, blocks);
    }

    public LogQuery inBlocks() {
        return new LogQuery(services, streams, run, since, until, tail, following, partials, true);
    }
}
