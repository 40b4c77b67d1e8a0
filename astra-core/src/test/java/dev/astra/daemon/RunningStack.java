package dev.astra.daemon;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.config.LoadRequest;
import dev.astra.config.StackReader;
import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.ServiceStatus;
import dev.astra.log.Cursor;
import dev.astra.log.LogEntry;
import dev.astra.log.LogMark;
import dev.astra.log.LogQuery;
import dev.astra.log.Mark;
import dev.astra.model.Stack;
import dev.astra.supervise.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A stack of a test, up in a folder, and what has been seen of it.
final class RunningStack implements AutoCloseable {
    static final long BOUND_SECONDS = 120;

    final Host host;
    final Stack stack;
    private final EventBus.Subscription events;
    private final Map<String, ServiceStatus> seen = new HashMap<>();
    private final List<String> notices = new ArrayList<>();

    private RunningStack(Host host, Stack stack) {
        this.host = host;
        this.stack = stack;
        this.events = host.events().subscribe();
    }

    static RunningStack up(Path folder, boolean restarting, String file) throws Exception {
        Files.writeString(folder.resolve("astra.yaml"), "name: rebuild-test\n" + file);
        Stack stack = StackReader.read(LoadRequest.of(folder, System.getenv())).stack();
        RunningStack running = new RunningStack(Host.open(Project.of(folder.resolve("astra.yaml")), stack), stack);
        running.host.watch(stack, restarting);
        running.host.up(stack, Set.of(), true).get(BOUND_SECONDS, TimeUnit.SECONDS);
        return running;
    }

    /// Waits until a service is as wanted.
    ServiceStatus await(String service, Predicate<ServiceStatus> wanted) throws InterruptedException {
        while (true) {
            ServiceStatus status = seen.get(service);
            if (status != null && wanted.test(status)) {
                return status;
            }
            next(service + " did not become as wanted");
        }
    }

    /// Waits until services run, and are healthy where they have a healthcheck.
    void awaitReady(String... services) throws InterruptedException {
        host.events().snapshot().forEach(each -> seen.put(each.service(), each));
        for (String each : services) {
            await(each, ServiceStatus::ready);
        }
    }

    /// Waits for a notice that begins so.
    String notice(String beginning) throws InterruptedException {
        while (true) {
            Optional<String> found = notices.stream().filter(each -> each.startsWith(beginning)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            next("nobody said " + beginning);
        }
    }

    private void next(String otherwise) throws InterruptedException {
        Event next = events.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("%s: %s", otherwise, seen).isNotNull();
        if (next instanceof Event.ServiceChanged(ServiceStatus changed)) {
            seen.put(changed.service(), changed);
        } else if (next instanceof Event.Notice(String _, String text)) {
            notices.add(text);
        }
    }

    /// Why the last run of a service began, as its log says.
    String cause(String service) throws IOException {
        String reason = "";
        try (Cursor cursor = host.logs().cursor(LogQuery.everything().of(service))) {
            for (LogEntry each = cursor.next(); each != null; each = cursor.next()) {
                if (each instanceof LogMark mark && mark.mark() instanceof Mark.Began began) {
                    reason = began.reason();
                }
            }
        }
        return reason;
    }

    /// What Astra noted in a service's log.
    List<String> notes(String service) throws IOException {
        List<String> notes = new ArrayList<>();
        try (Cursor cursor = host.logs().cursor(LogQuery.everything().of(service))) {
            for (LogEntry each = cursor.next(); each != null; each = cursor.next()) {
                if (each instanceof LogMark mark && mark.mark() instanceof Mark.Note note) {
                    notes.add(note.text());
                }
            }
        }
        return notes;
    }

    /// Passes over the notices so far.
    void forget() {
        notices.clear();
    }

    List<Integer> runs() {
        return host.events().snapshot().stream().map(ServiceStatus::run).toList();
    }

    static void replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    @Override
    public void close() {
        host.supervisor().submit(new Command.Down(Optional.empty())).orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join();
        events.close();
        host.close();
    }
}
