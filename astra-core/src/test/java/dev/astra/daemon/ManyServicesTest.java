package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.event.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the host of many services holds of the system's.
@Timeout(120)
class ManyServicesTest {
    private static final int COUNT = 300;
    /// Two pipes, the process, and two files of the log, as docs/architecture.md says.
    private static final int DESCRIPTORS_EACH = 5;
    private static final int DESCRIPTORS_OF_THE_HOST = 64;
    private static final int THREADS_OF_THE_HOST = 32;

    @TempDir
    private Path folder;

    @Test
    void threadsDoNotGrowWithTheirNumberAndDescriptorsByFiveEach() throws Exception {
        int before = count("fd");
        int threadsBefore = count("task");
        String services = IntStream.range(0, COUNT)
                .mapToObj("  s%d: { command: [sleep, '1000'] }\n"::formatted)
                .collect(Collectors.joining("", "services:\n", ""));
        List<Long> pids;
        try (RunningStack stack = RunningStack.up(folder, true, services)) {
            List<ServiceStatus> statuses = stack.host.events().snapshot();
            assertThat(statuses).hasSize(COUNT).allMatch(ServiceStatus::ready);
            pids = statuses.stream().map(each -> each.pid().orElseThrow()).toList();
            assertThat(count("fd") - before).isLessThanOrEqualTo(DESCRIPTORS_EACH * COUNT + DESCRIPTORS_OF_THE_HOST);
            assertThat(count("task") - threadsBefore).isLessThanOrEqualTo(THREADS_OF_THE_HOST);
        }
        assertThat(pids).hasSize(COUNT).noneMatch(each -> ProcessHandle.of(each).isPresent());
        assertThat(count("fd") - before).isLessThanOrEqualTo(DESCRIPTORS_OF_THE_HOST);
    }

    private static int count(String what) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self", what))) {
            return Math.toIntExact(all.count());
        }
    }
}
