package dev.astra.daemon;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.config.LoadRequest;
import dev.astra.config.StackReader;
import dev.astra.event.Event;
import dev.astra.event.EventBus;
import dev.astra.event.ServiceState;
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
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restarts after a build, with real processes and real files.
class HostRebuildTest {
    private static final long BOUND_SECONDS = 120;

    @TempDir
    private Path folder;

    @Nullable
    private Host host;

    private EventBus.@Nullable Subscription events;

    private final Map<String, ServiceStatus> seen = new HashMap<>();

    @BeforeEach
    void aBuild() throws IOException {
        folder = folder.toRealPath();
        replace("app", "one");
    }

    @AfterEach
    void end() throws Exception {
        if (host != null) {
            host.supervisor().submit(new Command.Down(Optional.empty())).get(BOUND_SECONDS, TimeUnit.SECONDS);
            host.close();
        }
    }

    @Test
    void aFinishedBuildRestartsAllThatRunItOnceAndTheLogSaysWhy() throws Exception {
        up(true, """
                services:
                  one: { command: [sleep, "1000"], watch: [app] }
                  two: { command: [sleep, "1000"], watch: [app] }
                  other: { command: [sleep, "1000"], watch: [another] }
                """);

        replace("app", "two");
        await("one", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
        await("two", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
        assertThat(cause("one")).isEqualTo("app changed");

        replace("another", "made");
        await("other", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
        assertThat(runs()).containsOnly(2);
    }

    @Test
    void theSameContentRestartsNothing() throws Exception {
        up(true, "services: { one: { command: [sleep, '1000'], watch: [app] } }");

        replace("app", "one");
        Files.setLastModifiedTime(folder.resolve("app"), FileTime.fromMillis(1));
        replace("app", "two");

        await("one", status -> status.run() == 2);
        replace("app", "three");
        ServiceStatus third = await("one", status -> status.run() > 2);
        assertThat(third.run()).isEqualTo(3);
    }

    @Test
    void whatGaveUpGoesOnAtTheNextBuild() throws Exception {
        replace("app", "exit 3");
        up(true, """
                services:
                  one: { command: [sh, app], watch: [app],
                    deploy: { restart_policy: { condition: on-failure, max_attempts: 1, delay: 10ms } } }
                """);
        await("one", status -> status.state() == ServiceState.HELD);

        replace("app", "exec sleep 1000");
        await("one", status -> status.state() == ServiceState.RUNNING && status.run() == 3);
    }

    @Test
    void whatCouldNotStartIsStartedByTheBuildThatMakesIt() throws Exception {
        up(true, "services: { one: { command: [./made], watch: [made] } }");
        await("one", status -> status.state() == ServiceState.FAILED);

        Path made = folder.resolve("made.new");
        Files.copy(Path.of("/bin/sh"), made);
        Files.writeString(made, "#!/bin/sh\nexec sleep 1000\n");
        assertThat(made.toFile().setExecutable(true)).isTrue();
        Files.move(made, folder.resolve("made"), ATOMIC_MOVE);
        await("one", status -> status.state() == ServiceState.RUNNING);
    }

    @Test
    void whatWasStoppedStaysSo() throws Exception {
        up(true, """
                services:
                  one: { command: [sleep, "1000"], watch: [app] }
                  two: { command: [sleep, "1000"], watch: [app] }
                """);
        running().supervisor()
                .submit(new Command.Stop(Set.of("one"), Optional.empty()))
                .get(BOUND_SECONDS, TimeUnit.SECONDS);

        replace("app", "two");
        await("two", status -> status.run() == 2);
        assertThat(running().events().snapshot()).filteredOn(each -> each.service().equals("one"))
                .extracting(ServiceStatus::state)
                .containsOnly(ServiceState.STOPPED);
    }

    @Test
    void notWatchingMeansNoRestartUntilAnUpThatWatches() throws Exception {
        String file = """
                services:
                  one: { command: [sleep, "1000"], watch: [app] }
                  two: { command: [sleep, "1000"], watch: [app] }
                """;
        Stack stack = up(false, file);
        replace("app", "two");
        running().watch(stack, true);

        replace("app", "three");
        await("two", status -> status.run() == 2);
        await("one", status -> status.run() == 2);
        assertThat(runs()).containsOnly(2);
    }

    private Stack up(boolean watching, String file) throws Exception {
        Files.writeString(folder.resolve("astra.yaml"), "name: rebuild-test\n" + file);
        Stack stack = StackReader.read(LoadRequest.of(folder, System.getenv())).stack();
        Host opened = Host.open(Project.of(folder.resolve("astra.yaml")), stack);
        host = opened;
        events = opened.events().subscribe();
        opened.watch(stack, watching);
        opened.up(stack, Set.of(), true).get(BOUND_SECONDS, TimeUnit.SECONDS);
        return stack;
    }

    private Host running() {
        return Objects.requireNonNull(host);
    }

    /// Waits until a service is as wanted.
    private ServiceStatus await(String service, Predicate<ServiceStatus> wanted) throws InterruptedException {
        while (true) {
            ServiceStatus status = seen.get(service);
            if (status != null && wanted.test(status)) {
                return status;
            }
            Event next = Objects.requireNonNull(events).poll(BOUND_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("%s did not become as wanted: %s", service, seen).isNotNull();
            if (next instanceof Event.ServiceChanged(ServiceStatus changed)) {
                seen.put(changed.service(), changed);
            }
        }
    }

    /// Why the last run of a service began, as its log says.
    private String cause(String service) throws IOException {
        String reason = "";
        try (Cursor cursor = running().logs().cursor(LogQuery.everything().of(service))) {
            for (LogEntry each = cursor.next(); each != null; each = cursor.next()) {
                if (each instanceof LogMark mark && mark.mark() instanceof Mark.Began began) {
                    reason = began.reason();
                }
            }
        }
        return reason;
    }

    private Iterable<Integer> runs() {
        return running().events().snapshot().stream().map(ServiceStatus::run).toList();
    }

    private void replace(String name, String text) throws IOException {
        Path next = folder.resolve(name + ".next");
        Files.writeString(next, text);
        Files.move(next, folder.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
    }
}
