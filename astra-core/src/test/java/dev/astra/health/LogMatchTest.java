package dev.astra.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.Healthcheck;
import dev.astra.model.Probe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

final class LogMatchTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final Deque<byte[]> written = new ArrayDeque<>();

    @Test
    void aMatchIsFoundInAnUnfinishedLineAndStays() throws Exception {
        Prober prober = log("listening on \\d+", LONG);
        assertThat(prober.probe()).isEqualTo(ProbeResult.ill("no match of /listening on \\d+/ in the output yet"));

        write("starting\nlisten");
        assertThat(prober.probe().well()).isFalse();
        write("ing on 80");
        assertThat(prober.probe().well()).isTrue();
        write("\nsomething else\n");
        assertThat(prober.probe().well()).isTrue();
    }

    @Test
    void anchorsStandAtLinesAlsoAfterALongOne() throws Exception {
        Prober prober = log("^ready$", LONG);
        write("x".repeat(3 * LogMatch.OVERLAP));
        assertThat(prober.probe().well()).isFalse();
        write("ready\n");
        assertThat(prober.probe().well()).isFalse();
        write("ready\n");
        assertThat(prober.probe().well()).isTrue();
    }

    @Test
    void aCutWindowIsNotTheBeginningOfALine() throws Exception {
        Prober prober = log("^x{10}", LONG);
        write("-" + "x".repeat(200_000));
        assertThat(prober.probe().well()).isFalse();
    }

    @Test
    void aHundredMegabytesAreReadInBoundedMemory() throws Exception {
        byte[] line = "nothing to see in here, move along\n".repeat(1800).getBytes(StandardCharsets.UTF_8);
        int[] left = {100_000_000 / line.length};
        RunOutput output = buffer -> {
            byte[] next = left[0]-- > 0 ? line : left[0] == -1 ? "ready".getBytes(StandardCharsets.UTF_8) : new byte[0];
            System.arraycopy(next, 0, buffer, 0, next.length);
            return next.length;
        };
        assertThat(Prober.forRun(check("ready", Duration.ofMinutes(2)), ChildRun.thisProcess(), output,
                PortOwner.ANYBODY).probe().well()).isTrue();
    }

    @Test
    void charactersCutInTwoAndBytesThatAreNoneAreSurvived() throws Exception {
        Prober prober = log("größe → ok", LONG);
        byte[] bytes = "\0größe → ok".getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) 0xff;
        for (byte each : bytes) {
            written.add(new byte[]{each});
        }
        assertThat(prober.probe().well()).isTrue();
    }

    @Test
    void aPatternThatBacktracksWithoutEndIsGivenUp() throws Exception {
        Prober prober = log("(.*)(.*)(.*)(.*)(.*)(.*)\\1z", Duration.ofMillis(300));
        write("a".repeat(500) + "c");
        assertThat(prober.probe().detail()).contains("needs longer than 300ms");
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start < bytes.length; start += 50_000) {
            written.add(java.util.Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + 50_000)));
        }
    }

    private Prober log(String regex, Duration timeout) {
        return Prober.forRun(check(regex, timeout), ChildRun.thisProcess(), this::read, PortOwner.ANYBODY);
    }

    private static Healthcheck check(String regex, Duration timeout) {
        return new Healthcheck(new Probe.Log(regex), LONG, timeout, 1, LONG, LONG);
    }

    private int read(byte[] buffer) {
        byte[] next = written.isEmpty() ? new byte[0] : written.poll();
        System.arraycopy(next, 0, buffer, 0, next.length);
        return next.length;
    }
}
