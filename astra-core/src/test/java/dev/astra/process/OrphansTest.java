package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.process.posix.Children;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class OrphansTest {
    @Test
    void allThatCarryNoMarkAreReapedAtTheSecondLook() throws Exception {
        Children.adoptOrphans();
        Process shell = new ProcessBuilder("sh", "-c", "for i in 1 2 3 4 5; do sleep 1000 > /dev/null & echo $!; done")
                .start();
        List<Long> pids = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .map(Long::valueOf)
                .toList();
        shell.waitFor();
        for (long pid : pids) {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            while (!ProcessTable.facts(pid).orElseThrow().ended()) {
                Thread.onSpinWait(); // it is being killed
            }
        }
        Orphans orphans = new Orphans(Instance.create(), new Spawner());
        orphans.reap();
        assertThat(pids).allSatisfy(pid -> assertThat(ProcessTable.facts(pid)).isPresent());
        orphans.reap();
        assertThat(pids).allSatisfy(pid -> assertThat(ProcessTable.facts(pid)).isEmpty());
    }
}
