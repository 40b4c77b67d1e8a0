package dev.astra.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.Hold;
import dev.astra.launch.Running;
import dev.astra.log.Cursor;
import dev.astra.log.LogEntry;
import dev.astra.log.LogLine;
import dev.astra.log.LogMark;
import dev.astra.log.LogQuery;
import dev.astra.log.Mark;
import dev.astra.model.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
    private static final Duration BOUND = Duration.ofSeconds(Workbench.BOUND_SECONDS);

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
    void aStoppedProcessIsHeldUntilItGoesOn() throws Exception {
        Running run = bench.shell("a", "echo up; exec sleep 1000");
        await("a", "up");
        assertThat(run.hold()).isEmpty();
        run.signal(Signal.parse("STOP").orElseThrow());
        Optional<Hold> hold = untilHold(run, Optional::isPresent);
        assertThat(hold).map(Hold::kind).contains(Hold.Kind.STOPPED);
        assertThat(hold.orElseThrow().words()).contains("kill -CONT " + run.pid().getAsLong());
        run.signal(Signal.CONT);
        untilHold(run, Optional::isEmpty);
    }

    @Test
    void aJvmIsHeldWhileADebuggerIsConnected() throws Exception {
        int port = freePort();
        Running run = bench.start("j", Sleeper.command(
                List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port)));
        await("j", "up");
        assertThat(run.hold()).isEmpty();
        try (Socket debugger = new Socket(InetAddress.getLoopbackAddress(), port)) {
            debugger.getOutputStream().write("JDWP-Handshake".getBytes(StandardCharsets.US_ASCII));
            assertThat(debugger.getInputStream().readNBytes(14)).hasSize(14);
            assertThat(run.hold())
                    .contains(new Hold(Hold.Kind.ATTACHED, "a debugger is attached on port " + port));
        }
        untilHold(run, Optional::isEmpty);
    }

    @Test
    void aJvmLeavesAThreadDump() throws Exception {
        Running run = bench.start("j", Sleeper.command(List.of(), "deaf"));
        await("j", "up");
        run.signal(Signal.TERM);
        assertThat(run.witness()).isEqualTo("thread dump");
        assertThat(bench.stdout("j")).contains("Full thread dump").contains("\"main\"");
    }

    @Test
    void ofOthersTheKernelTells() throws Exception {
        Running run = bench.shell("s", "trap '' TERM; echo up; while :; do sleep 1000; done");
        await("s", "up");
        assertThat(run.witness()).startsWith("state");
        // it mostly sleeps, but may be just about to
        assertThat(marks("s")).containsPattern("pid \\d+ sh -c .*does not end: state [SDR]");
    }

    /// Asks again and again: nothing tells when the kernel has stopped or let go of somebody.
    private static Optional<Hold> untilHold(Running run, Predicate<Optional<Hold>> wanted) {
        long end = System.nanoTime() + BOUND.toNanos();
        Optional<Hold> hold = run.hold();
        while (!wanted.test(hold) && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
            hold = run.hold();
        }
        assertThat(hold).matches(wanted);
        return hold;
    }

    private void await(String service, String line) throws Exception {
        try (Cursor cursor = bench.logs.cursor(LogQuery.everything().of(service).follow())) {
            while (true) {
                LogEntry entry = cursor.next();
                if (entry instanceof LogLine text && text.text().equals(line)) {
                    return;
                }
                if (entry == null && !cursor.await(BOUND)) {
                    throw new AssertionError("no line " + line);
                }
            }
        }
    }

    private String marks(String service) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Cursor cursor = bench.logs.cursor(LogQuery.everything().of(service))) {
            for (LogEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                if (entry instanceof LogMark(_, _, _, Mark.Note(String note))) {
                    text.append(note).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
