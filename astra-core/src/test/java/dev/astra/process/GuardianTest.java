package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.process.posix.ProcessDescriptor;
import dev.astra.process.posix.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GuardianTest {
    @TempDir
    Path folder;

    @Test
    void nothingSurvivesTheDeathOfAstra() throws Exception {
        DoomedAstra astra = DoomedAstra.start(folder);
        signal(astra.guardian(), "SIGHUP", "SIGINT", "SIGTERM");
        assertThat(ProcessTable.facts(astra.guardian()).orElseThrow().session()).isEqualTo(astra.guardian());
        astra.kill();
        astra.awaitServicesGone();
        DoomedAstra.awaitGone(astra.build());
        DoomedAstra.awaitGone(astra.guardian());
    }

    @Test
    void nothingSurvivesEvenWhenTheFolderIsGone() throws Exception {
        DoomedAstra astra = DoomedAstra.start(folder);
        delete(folder.resolve("run"));
        astra.kill();
        astra.awaitServicesGone();
    }

    @Test
    void aKilledGuardianIsReplaced() throws Exception {
        DoomedAstra astra = DoomedAstra.start(folder);
        signal(astra.guardian(), "SIGKILL");
        DoomedAstra.awaitGone(astra.guardian());
        // Astra may need a moment to see it, but not to start another: all it starts come in order
        astra.kill();
        new Workbench(folder).close();
        astra.awaitServicesGone();
    }

    @Test
    void theNextAstraEndsWhatNoGuardianCould() throws Exception {
        DoomedAstra astra = DoomedAstra.start(folder);
        signal(astra.guardian(), "SIGSTOP");
        astra.kill();
        try (Workbench next = new Workbench(folder)) {
            assertThat(next.launcher.recovered()).extracting(left -> left.pid()).containsAll(astra.services());
            astra.awaitServicesGone();
        } finally {
            signal(astra.guardian(), "SIGKILL");
            // its session is that of this test, where nobody looks for leftovers
            ProcessHandle.of(astra.build()).ifPresent(ProcessHandle::destroyForcibly);
        }
        try (Workbench third = new Workbench(folder)) {
            assertThat(third.launcher.recovered()).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void aGuardianLeavesWithItsAstra() throws Exception {
        Set<Long> others = guardians().collect(Collectors.toSet());
        long guardian;
        try (Workbench bench = new Workbench(folder)) {
            assertThat(bench.folder).exists();
            // a process has no arguments for a moment while it becomes its program
            guardian = Stream.generate(GuardianTest::guardians)
                    .flatMap(each -> each)
                    .filter(each -> !others.contains(each))
                    .findFirst()
                    .orElseThrow();
        }
        DoomedAstra.awaitGone(guardian);
    }

    private static Stream<Long> guardians() {
        return ProcessTable.scan()
                .stream()
                .filter(each -> each.parent() == ProcessHandle.current().pid())
                .filter(each -> ProcessTable.command(each).contains("astra-guardian"))
                .map(ProcessFacts::pid);
    }

    private static void signal(long pid, String... names) throws Exception {
        try (ProcessDescriptor process = ProcessDescriptor.open(pid).orElseThrow()) {
            for (String each : names) {
                process.signal(Signals.number(each));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
