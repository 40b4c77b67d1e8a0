package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.process.posix.RealtimeLimit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstanceTest {
    /// Each takes the process's own limit down for good, where it may not be raised again.
    @Test
    void aProcessHasRoomForThousandsOfLives() {
        long before = RealtimeLimit.hard().orElseThrow();
        Stream.generate(Instance::create).limit(5_000).forEach(each -> {
            assertThat(each.prefix()).isPositive();
            assertThat(each.next().limit()).isPositive().isLessThan(before);
            RealtimeLimit.set(each.next().limit() - 1);
        });
    }

    @Test
    void noTwoHaveTheSameMarks() {
        assertThat(Stream.generate(Instance::create).limit(100).map(Instance::prefix)).doesNotHaveDuplicates();
        assertThat(Stream.generate(Instance::create).limit(100).map(Instance::token)).doesNotHaveDuplicates();
    }

    @Test
    void aMarkIsFoundAgain() {
        Instance life = Instance.create();
        RunMark mark = life.next();
        String limits = "Max realtime timeout      " + mark.limit() + "   " + mark.limit() + "   us\n";
        assertThat(life.limitIn(limits)).contains(mark.limit());
        assertThat(Instance.create().limitIn(limits)).isEmpty();
        assertThat(life.tokenIn("A=1\0ASTRA_RUN=other.3/" + mark.token() + "\0")).contains(mark.token());
    }
}
