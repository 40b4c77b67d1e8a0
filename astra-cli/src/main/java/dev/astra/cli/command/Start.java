package dev.astra.cli.command;

import dev.astra.cli.console.ProgressView;
import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.graph.Plan;
import dev.astra.model.Stack;
import dev.astra.supervise.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One start of a stack, or of a part of it: asks for it, shows how it goes on, tells how it went.
final class Start {
    private static final Duration FOREVER = Duration.ofDays(10_000);
    private static final long MILLIS_BETWEEN_LOOKS = 50;

    private final Session session;
    private final UpOptions options;
    private final Hosting hosting;
    private final Stack stack;

    Start(Session session, UpOptions options, Hosting hosting, Stack stack) {
        this.session = session;
        this.options = options;
        this.hosting = hosting;
        this.stack = stack;
    }

    /// Returns when all that was asked for is ready or can't be; with `-d` alone already when it has been started.
    ExitCode run() throws Failure, IOException, InterruptedException {
        Set<String> named = options.services.isEmpty() ? Set.of() : Selection.among(stack).of(options.services);
        try (EventBus.Subscription shown = hosting.events().subscribe();
                EventBus.Subscription events = hosting.events().subscribe()) {
            hosting.host()
                    .readAs(session.request(options.profiles, new LinkedHashSet<>(options.services),
                            Optional.ofNullable(options.engine)));
            hosting.host().watch(stack, !options.noWatch);
            CompletableFuture<Answer> answer = hosting.host().up(stack, named, !options.alone);
            Optional<ProgressView> view = options.quiet ? Optional.empty() : Optional.of(view(shown));
            try {
                Set<String> failed = await(answer, events, named);
                boolean settled = answer.isDone();
                view.filter(_ -> settled).ifPresent(each -> each.settle(options.detached()));
                if (!settled && !options.quiet) {
                    session.error().println("started; `astra ps` shows what becomes ready");
                }
                Evidence.print(session, hosting.logs(), failed);
                return ExitCode.of(failed.isEmpty());
            } finally {
                view.ifPresent(ProgressView::close);
            }
        }
    }

    private ProgressView view(EventBus.Subscription events) {
        ProgressView.Output output = new ProgressView.Output(session.error(), session.live(), session::notice,
                () -> session.invocation().terminal().columns());
        return ProgressView.start(events, output, session.errorPaint(), InstantSource.system());
    }

    /// The services that did not become as asked.
    private Set<String> await(CompletableFuture<Answer> answer, EventBus.Subscription events, Set<String> named)
            throws Failure, InterruptedException {
        boolean onlyStarted = options.detach && !options.wait && options.waitTimeout == null;
        long end = System.nanoTime() + (options.waitTimeout == null ? FOREVER : options.waitTimeout).toNanos();
        Set<String> open = new HashSet<>(wanted(named));
        Set<String> failed = new LinkedHashSet<>();
        while (!answer.isDone() && !(onlyStarted && open.isEmpty())) {
            if (System.nanoTime() - end > 0) {
                throw tooLate();
            }
            if (events.poll(MILLIS_BETWEEN_LOOKS,
                    TimeUnit.MILLISECONDS) instanceof Event.ServiceChanged(ServiceStatus status)) {
                note(status, open, failed);
            }
        }
        if (answer.isDone()) {
            failed.addAll(Answers.failed(Answers.await(answer)));
            failed.addAll(failedSince(wanted(named)));
        }
        return failed;
    }

    /// Services without a healthcheck are ready as soon as they run, and may have failed right after.
    private List<String> failedSince(Set<String> wanted) {
        return hosting.events()
                .snapshot()
                .stream()
                .filter(each -> wanted.contains(each.service()) && Foreground.failed(each))
                .map(ServiceStatus::service)
                .toList();
    }

    private static void note(ServiceStatus status, Set<String> open, Set<String> failed) {
        switch (status.state()) {
            case RUNNING, PAUSED, EXITED, BACKOFF -> open.remove(status.service());
            case STARTING -> {
                if (status.pid().isPresent() || status.container().isPresent()) {
                    open.remove(status.service());
                }
            }
            case FAILED, HELD, SKIPPED -> {
                if (open.remove(status.service())) {
                    failed.add(status.service());
                }
            }
            case PENDING, STOPPING, STOPPED, BUILDING -> {
            }
        }
    }

    private Set<String> wanted(Set<String> named) {
        Set<String> all = named.isEmpty() ? stack.services().keySet() : named;
        return options.alone ? all : Plan.of(stack).withDependencies(all);
    }

    private Failure tooLate() {
        List<String> unready = hosting.events()
                .snapshot()
                .stream()
                .filter(each -> !each.ready() && each.state() != ServiceState.EXITED)
                .map(WaitCommand::describe)
                .toList();
        return new Failure(ExitCode.FAILED, "not everything was ready in time; the stack goes on", unready);
    }
}
