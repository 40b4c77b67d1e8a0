package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CensusTest {
    private static final int RUNS = 300;
    private static final int LOOKS_EACH = 3;

    /// As when all services end at once: whoever asks again must not have a look of its own while the others wait.
    @Test
    void oneLookServesAllWhoWaitForIt() throws Exception {
        Census census = new Census(Instance.create());
        Set<Census.Look> looks = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        CountDownLatch all = new CountDownLatch(RUNS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> asking = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                asking.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    for (int count = 0; count < LOOKS_EACH; count++) {
                        looks.add(census.look());
                    }
                    return null;
                }));
            }
            for (Future<?> each : asking) {
                each.get();
            }
        }
        assertThat(looks.size()).isLessThan(RUNS * LOOKS_EACH / 10);
    }
}
