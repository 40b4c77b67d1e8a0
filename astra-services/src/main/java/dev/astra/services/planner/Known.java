package dev.astra.services.planner;

import dev.astra.services.kit.PeerUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What can be done, asked for once a minute, and once more before anything is refused. When those who know do not answer, what
/// they said last still holds. Safe for use by many threads.
final class Known {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Said(Abilities abilities, Instant at) {}

    private final Supplier<Abilities> ask;
    private final InstantSource clock;
    private volatile @Nullable Said last;

    Known(Supplier<Abilities> ask, InstantSource clock) {
        this.ask = ask;
        this.clock = clock;
    }

    /// @throws PeerUnavailable when nobody answers, and never did
    Abilities now() {
        Said said = last;
        return said != null && clock.instant().isBefore(said.at().plus(KEPT)) ? said.abilities() : again();
    }

    /// As [#now], but asked again if what is known does not suffice for this draft.
    Abilities forDraft(Draft draft) {
        Abilities known = now();
        return known.cover(draft) ? known : again();
    }

    private Abilities again() {
        Said said = last;
        Abilities abilities;
        try {
            abilities = ask.get();
        } catch (PeerUnavailable unavailable) {
            if (said == null) {
                throw unavailable;
            }
            abilities = said.abilities();
        }
        last = new Said(abilities, clock.instant());
        return abilities;
    }
}
