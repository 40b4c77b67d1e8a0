package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.Exit;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.model.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;
    Workbench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Workbench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void aDaemonInASessionOfItsOwnIsFound() throws Exception {
        Running run = bench.shell("daemon",
                "setsid sh -c 'echo $$ > pids; exec sleep 1000' & while [ ! -s pids ]; do sleep 0.01; done");
        assertThat(Workbench.exit(run)).isEqualTo(new Exit.Code(0));
        List<Leftover> found = run.sweep(GRACE);
        assertThat(found).singleElement().satisfies(left -> {
            assertThat(left.pid()).isEqualTo(pids().getFirst());
            assertThat(left.command()).isEqualTo("sleep 1000");
            assertThat(left.killed()).isFalse();
        });
        assertAllGone();
    }

    @Test
    void aDaemonThatLeavesEverythingBehindIsFound() throws Exception {
        Path hostile = Hostile.compile(folder);
        Running run = bench.shell("daemon", hostile + " daemon pids; while [ ! -s pids ]; do sleep 0.01; done");
        Workbench.exit(run);
        assertThat(run.sweep(GRACE)).extracting(Leftover::pid).containsExactlyElementsOf(pids());
        assertAllGone();
    }

    @Test
    void whoIgnoresTheRequestIsKilled() throws Exception {
        Running run = bench.shell("deaf",
                "sh -c 'trap \"\" TERM; echo $$ > pids; while :; do sleep 1; done' & while [ ! -s pids ]; do sleep 0.01; done");
        Workbench.exit(run);
        assertThat(run.sweep(SHORT)).filteredOn(Leftover::killed).extracting(Leftover::pid).contains(pids().getFirst());
        assertAllGone();
    }

    @Test
    void whoStartsItsChildrenAnewIsEnded() throws Exception {
        Path hostile = Hostile.compile(folder);
        Running run = bench.shell("respawn",
                hostile + " respawn pids; until [ $(wc -l < pids) = 2 ]; do sleep 0.01; done");
        Workbench.exit(run);
        assertThat(run.sweep(SHORT)).hasSizeGreaterThanOrEqualTo(2);
        assertAllGone();
    }

    @Test
    void whoChangesItsNumberAllTheTimeIsEnded() throws Exception {
        Path hostile = Hostile.compile(folder);
        Running run = bench.shell("chain", hostile + " chain pids 2000; while [ ! -s pids ]; do sleep 0.01; done");
        Workbench.exit(run);
        run.sweep(SHORT);
        assertAllGone();
    }

    @Test
    void whatIsStoppedIsEndedToo() throws Exception {
        Running run = bench.shell("stopped",
                "setsid sh -c 'echo $$ > pids; kill -STOP $$; exec sleep 1000' & while [ ! -s pids ]; do sleep 0.01; done");
        Workbench.exit(run);
        assertThat(run.sweep(GRACE)).hasSize(1);
        assertAllGone();
    }

    @Test
    void noRaceLeavesAnythingBehind() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int count = 0; count < 100; count++) {
                String name = "race" + count;
                all.add(threads.submit(() -> {
                    Running run = bench.shell(name, "setsid sleep 1000 & (setsid sleep 1000 &) ; setsid sleep 1000");
                    run.signal(Signal.KILL);
                    Workbench.exit(run);
                    return run.sweep(Duration.ZERO);
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertAllGone();
    }

    @Test
    void theEndOfOneRunLeavesTheOthersAlone() throws Exception {
        Running other = bench.shell("other", "setsid sleep 1000 & exec sleep 1000");
        Running run = bench.shell("run", "setsid sleep 1000 & exit 0");
        Workbench.exit(run);
        run.sweep(GRACE);
        assertThat(other.exited()).isNotDone();
        other.signal(Signal.KILL);
        Workbench.exit(other);
        assertThat(other.sweep(GRACE)).hasSizeLessThanOrEqualTo(1);
        assertAllGone();
    }

    private List<Long> pids() throws Exception {
        return Files.readAllLines(folder.resolve("pids")).stream().map(Long::valueOf).toList();
    }

    private void assertAllGone() throws Exception {
        assertThat(bench.launcher.sweepAll(Duration.ZERO)).isEmpty();
        if (Files.exists(folder.resolve("pids"))) {
            for (long pid : pids()) {
                assertThat(ProcessTable.facts(pid)).as("pid %s", pid).isEmpty();
            }
        }
    }
}
