package dev.astra.daemon;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.supervise.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restarts after a build, with real processes and real files.
class HostRebuildTest {
    private static final String TWO = """
            services:
              one: { command: [sleep, "1000"], watch: [app] }
              two: { command: [sleep, "1000"], watch: [app] }
            """;

    @TempDir
    private Path folder;

    private Path app;

    @BeforeEach
    void aBuild() throws IOException {
        folder = folder.toRealPath();
        app = folder.resolve("app");
        RunningStack.replace(app, "one");
    }

    @Test
    void aFinishedBuildRestartsAllThatRunItOnceAndTheLogSaysWhy() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true,
                TWO + "  other: { command: [sleep, '1000'], watch: [another] }\n")) {
            RunningStack.replace(app, "two");
            stack.await("one", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
            stack.await("two", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
            assertThat(stack.cause("one")).isEqualTo("app changed");

            RunningStack.replace(folder.resolve("another"), "made");
            stack.await("other", status -> status.state() == ServiceState.RUNNING && status.run() == 2);
            assertThat(stack.runs()).containsOnly(2);
        }
    }

    @Test
    void theSameContentRestartsNothing() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true, TWO)) {
            RunningStack.replace(app, "one");
            Files.setLastModifiedTime(app, FileTime.fromMillis(1));
            RunningStack.replace(app, "two");
            stack.await("one", status -> status.run() == 2);

            RunningStack.replace(app, "three");
            assertThat(stack.await("one", status -> status.run() > 2).run()).isEqualTo(3);
        }
    }

    @Test
    void whatGaveUpGoesOnAtTheNextBuild() throws Exception {
        RunningStack.replace(app, "exit 3");
        try (RunningStack stack = RunningStack.up(folder, true, """
                services:
                  one: { command: [sh, app], watch: [app],
                    deploy: { restart_policy: { condition: on-failure, max_attempts: 1, delay: 10ms } } }
                """)) {
            stack.await("one", status -> status.state() == ServiceState.HELD);

            RunningStack.replace(app, "exec sleep 1000");
            stack.await("one", status -> status.state() == ServiceState.RUNNING && status.run() == 3);
        }
    }

    @Test
    void whatCouldNotStartIsStartedByTheBuildThatMakesIt() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true,
                "services: { one: { command: [./made], watch: [made] } }")) {
            stack.await("one", status -> status.state() == ServiceState.FAILED);

            Path made = Files.writeString(folder.resolve("made.new"), "#!/bin/sh\nexec sleep 1000\n");
            assertThat(made.toFile().setExecutable(true)).isTrue();
            Files.move(made, folder.resolve("made"), ATOMIC_MOVE);
            stack.await("one", status -> status.state() == ServiceState.RUNNING);
        }
    }

    @Test
    void whatWasStoppedStaysSo() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, true, TWO)) {
            stack.host.supervisor()
                    .submit(new Command.Stop(Set.of("one"), Optional.empty()))
                    .get(RunningStack.BOUND_SECONDS, TimeUnit.SECONDS);

            RunningStack.replace(app, "two");
            stack.await("two", status -> status.run() == 2);
            assertThat(stack.host.events().snapshot()).filteredOn(each -> each.service().equals("one"))
                    .extracting(ServiceStatus::state)
                    .containsOnly(ServiceState.STOPPED);
        }
    }

    @Test
    void withoutRestartsAServiceIsMarkedAsOlderThanItsBuildUntilItIsRestarted() throws Exception {
        try (RunningStack stack = RunningStack.up(folder, false, TWO)) {
            RunningStack.replace(app, "two");
            ServiceStatus stale = stack.await("one", status -> !status.reason().isEmpty() && status.ready());
            assertThat(stale.reason()).isEqualTo("stale: build newer than process: app changed");
            assertThat(stack.host.affected(false).get()).containsOnlyKeys("one", "two")
                    .containsEntry("one", "app changed");

            stack.host.supervisor()
                    .submit(new Command.Restart(Set.of("one"), false, "asked for"))
                    .get(RunningStack.BOUND_SECONDS, TimeUnit.SECONDS);
            stack.await("one", status -> status.run() == 2 && status.ready() && status.reason().isEmpty());
            assertThat(stack.host.affected(false).get()).containsOnlyKeys("two");
            assertThat(stack.host.affected(true).get()).containsOnlyKeys("one", "two");
        }
    }
}
