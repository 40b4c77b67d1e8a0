package dev.astra.supervise;

import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.launch.Exit;
import dev.astra.launch.Hold;
import dev.astra.launch.Leftover;
import dev.astra.model.ContainerService;
import dev.astra.model.Hooks;
import dev.astra.model.NativeService;
import dev.astra.model.Port;
import dev.astra.model.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// All that is known of one service. Only the state machine reads and writes it.
final class Cell {
    Service service;
    Phase phase = new Phase.Idle(ServiceState.STOPPED, "not started");

    /// Whether it shall run.
    boolean wanted;
    /// Whether it starts without asking after its dependencies.
    boolean alone;
    /// The grace of the stop under way, where it is not the service's own.
    @Nullable
    Duration grace;
    /// Why the next run starts, for the log.
    String cause = "";

    /// Whether what runs, or runs next, is a build that may be taken back as long as it has not become ready.
    boolean trial;
    /// The last run of which it is known that it became ready; 0: none.
    int good;
    /// Whether it runs the files of that run instead of those that are there now.
    boolean back;
    /// Why, in words.
    String fallback = "";

    Role role = Role.COUNTS;
    /// The service's other run, while one takes the place of the other; only of the one that counts.
    @Nullable
    Cell beside;
    /// Why a further one is to start as soon as there is none beside any more; empty: it is not.
    String next = "";

    /// The number of the present or last run; 0: none yet.
    int run;
    /// The highest number that any run of the service has had.
    int lastNumber;
    /// Restarts by Astra's own doing since it was started.
    int restarts;
    /// Restarts in a row without a good run between.
    int attempts;

    // The present or last run.
    OptionalLong pid = OptionalLong.empty();
    Optional<String> container = Optional.empty();
    /// Where its ports are, when an engine has chosen; empty: as described.
    List<Port> ports = List.of();
    @Nullable
    Instant startedAt;
    long startedNanos;
    /// Since when it is ready; meaningful while ready.
    long readyNanos;
    /// Whether its post_start hooks are done.
    boolean hooked;
    Health health = Health.NONE;
    boolean everHealthy;
    int failures;
    /// Good probes without a failure between, of a newcomer.
    int wellInARow;
    String healthDetail = "";
    String progress = "";
    @Nullable
    Exit exit;
    /// How long the last run lasted; meaningful once it has ended.
    Duration lifetime = Duration.ZERO;
    List<Leftover> leftovers = List.of();
    String unfitReason = "";
    /// Why the present run is not what would run if it were started now; empty: it is.
    String outdated = "";
    /// What holds it.
    Optional<Hold> hold = Optional.empty();
    /// What was noted of it before its end; null: it was not looked at.
    @Nullable
    String noted;
    /// Whether the grace of its stop is over.
    boolean late;
    /// Whether its end took SIGKILL.
    boolean needsKill;
    /// Whether it goes from the stack once it has ended.
    boolean leaves;

    @Nullable
    ServiceStatus published;

    Cell(Service service, int lastRun) {
        this.service = service;
        this.run = lastRun;
        this.lastNumber = lastRun;
    }

    /// What a run is to its service.
    enum Role {
        /// Its state is the service's.
        COUNTS,
        /// Is to count once it is ready.
        NEWCOMER,
        /// Has counted, and ends.
        LEAVING
    }

    String name() {
        return service.name();
    }

    Duration graceOrOwn() {
        return grace == null ? service.common().stop().grace() : grace;
    }

    boolean idle() {
        return phase instanceof Phase.Idle;
    }

    boolean isUp() {
        return phase instanceof Phase.Up;
    }

    /// Whether nothing of it runs or is on its way.
    boolean gone() {
        return idle() && beside == null;
    }

    /// Whether anything of it may be alive.
    boolean active() {
        return switch (phase) {
            case Phase.Launching _,Phase.Up _,Phase.Ending _ -> true;
            case Phase.Idle _,Phase.Waiting _,Phase.Backoff _ -> false;
        };
    }

    boolean isEnding(Phase.Stage stage) {
        return phase instanceof Phase.Ending ending && ending.stage() == stage;
    }

    /// Whether it is being stopped on request or is about to be.
    boolean stopping() {
        return phase instanceof Phase.Ending(_, var why, _, _) && why == Phase.Why.REQUESTED
                || phase instanceof Phase.Launching(_, _, var cancelled) && cancelled
                || beside != null && beside.stopping();
    }

    /// Whether dependents that want it healthy may start.
    boolean ready() {
        return phase instanceof Phase.Up && hooked && (health == Health.NONE || health == Health.HEALTHY);
    }

    Hooks hooks() {
        return switch (service) {
            case NativeService each -> each.hooks();
            case ContainerService each -> each.hooks();
        };
    }

    /// From its next run on it runs what is there now.
    ///
    /// @param build whether that is a new build
    void renew(boolean build) {
        boolean takenBack = service instanceof NativeService each && each.replacement().rollback();
        trial = takenBack && (build || trial || back);
        back = false;
        fallback = "";
    }

    /// Whether the last good build runs again if this one ends.
    boolean canGoBack() {
        return trial && good > 0;
    }

    /// Whether the run that has just ended had become ready. Without a healthcheck it has when it lasted, or came to a good end.
    boolean hasProven() {
        return service.common().healthcheck().isPresent()
                ? everHealthy
                : hooked && (exit != null && exit.success()
                        || lifetime.compareTo(service.common().restart().window()) >= 0);
    }

    void beginRun(long now) {
        run = ++lastNumber;
        pid = OptionalLong.empty();
        container = Optional.empty();
        ports = List.of();
        startedAt = null;
        startedNanos = now;
        hooked = false;
        health = service.common().healthcheck().isPresent() ? Health.STARTING : Health.NONE;
        everHealthy = false;
        failures = 0;
        healthDetail = "";
        progress = "";
        exit = null;
        leftovers = List.of();
        unfitReason = "";
        hold = Optional.empty();
        noted = null;
        late = false;
        needsKill = false;
        if (!back) {
            fallback = "";
        }
        outdated = "";
    }

    /// The reason last shown of it.
    String reason() {
        return published == null ? "" : published.reason();
    }
}
