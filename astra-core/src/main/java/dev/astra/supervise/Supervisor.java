package dev.astra.supervise;

import dev.astra.event.EventBus;
import dev.astra.launch.Running;
import dev.astra.log.Mark;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Keeps the services of one stack as people want them. Safe for use by several threads: whatever is asked goes into the inbox of
/// the one thread that owns all state, and comes back as an answer or an event.
public final class Supervisor implements AutoCloseable {
    private final Parts parts;
    private final Loop loop;

    /// Starts the supervisor's thread, with nothing to supervise yet.
    public Supervisor(Parts parts) {
        this.parts = parts;
        this.loop = new Loop(parts);
        loop.start();
    }

    /// Asks for something. The answer completes when it is so for every service it is about, or can't become so; it never completes
    /// exceptionally, unless the supervisor is closed.
    public CompletableFuture<Answer> submit(Command command) {
        Map<String, Integer> lastRuns = new HashMap<>();
        if (command instanceof Command.Up up) {
            up.stack().services().keySet().forEach(each -> lastRuns.put(each, parts.logs().lastRun(each)));
        }
        return loop.submit(command, lastRuns);
    }

    /// Tells that a finished build changed what these services run: they are restarted.
    ///
    /// @param causes by service, in words, such as `target/app.jar changed`
    public void rebuilt(Map<String, String> causes) {
        loop.add(new Input.Rebuilt(Map.copyOf(causes)));
    }

    /// Tells that the present runs of these services are not what would run if they were started now, so that their status says so.
    ///
    /// @param reasons by service, in words, such as `stale: target/app.jar changed`
    public void outdated(Map<String, String> reasons) {
        loop.add(new Input.Outdated(Map.copyOf(reasons)));
    }

    /// Puts something worth knowing into the log of a service's present run, else of its last one.
    ///
    /// @param text may have several lines
    public void note(String service, String text) {
        loop.note(service, new Mark.Note(text));
    }

    /// Completes when the published states are those of now: what is only looked at from time to time is looked at first.
    public CompletableFuture<Answer> refresh() {
        loop.lookAtHolds();
        return submit(new Command.Look());
    }

    /// What happens to the services.
    public EventBus events() {
        return parts.events();
    }

    /// The present run of a service, while it has one.
    public Optional<Running> running(String service) {
        return loop.running(service);
    }

    /// Ends the supervisor's thread. What still runs is left alone: submit [Command.Down] first.
    @Override
    public void close() {
        loop.close();
    }
}
