package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.Leftover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a process that no Astra has started, in a session of its own.
class RecoveryTest {
    @TempDir
    Path folder;
    Process stranger;
    ProcessFacts facts;

    @BeforeEach
    void startAStranger() throws Exception {
        stranger = new ProcessBuilder("setsid", "--wait", "sh", "-c", "echo $$; exec sleep 1000").start();
        long pid = Long.parseLong(stranger.inputReader().readLine());
        facts = ProcessTable.facts(pid).orElseThrow();
    }

    @AfterEach
    void endIt() throws Exception {
        ProcessHandle.of(facts.pid()).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(stranger.waitFor(Workbench.BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRecordedProcessIsEnded() throws Exception {
        record("boot " + ProcessTable.boot(), facts.id().start());
        assertThat(recovered()).extracting(Leftover::pid).containsExactly(facts.pid());
    }

    @Test
    void aStrangerWithARecordedNumberIsLeftAlone() throws Exception {
        record("boot " + ProcessTable.boot(), facts.id().start() - 1);
        assertThat(recovered()).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void whatAnotherBootHasRecordedMeansNothing() throws Exception {
        record("boot 2d7c5a3e-0000-0000-0000-000000000000", facts.id().start());
        assertThat(recovered()).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void aRunThatIsOverIsNobody() throws Exception {
        record("boot " + ProcessTable.boot(), facts.id().start(), "- " + facts.pid());
        assertThat(recovered()).isEmpty();
    }

    @Test
    void nonsenseIsNoReasonNotToStart() throws Exception {
        Files.createDirectories(folder.resolve("run"));
        for (String text : List.of("", "\n\n\n", Journal.FORMAT + "\nboot " + ProcessTable.boot() + "\ninstance . 1",
                Journal.FORMAT + "\nboot " + ProcessTable.boot()
                        + "\ninstance 0123456789abcdef 12345678\n+ x y z\n+ 1 99999999999999999999 a b\n-")) {
            Files.writeString(folder.resolve("run").resolve(Journal.NAME), text);
            assertThat(recovered()).isEmpty();
        }
    }

    private List<Leftover> recovered() throws Exception {
        try (Workbench bench = new Workbench(folder)) {
            return bench.launcher.recovered();
        }
    }

    private void record(String boot, long start, String... more) throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(folder.resolve("run").resolve(Journal.NAME),
                Journal.FORMAT + "\n" + boot + "\ninstance 0123456789abcdef 12345678\n+ " + facts.pid() + " " + start
                        + " 0123456789abcdef.1 a service\n" + String.join("\n", more) + "\n");
    }
}
