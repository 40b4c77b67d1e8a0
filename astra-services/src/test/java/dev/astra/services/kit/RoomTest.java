package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A room with real programs in it.
class RoomTest {
    private static final long MEGABYTE = 1024 * 1024;
    private static final Room.Limits LIMITS = new Room.Limits(Duration.ofSeconds(20), MEGABYTE, 64 * MEGABYTE);

    @TempDir
    Path base;

    @Test
    void aProgramGetsItsInputAndACleanEnvironment() throws Exception {
        Room.Ended ended = run("cat; env | grep -v ^_= | cut -d= -f1 | sort; pwd; echo hint >&2; exit 7", LIMITS);
        assertThat(text(ended).lines()).startsWith("input", "HOME", "LC_ALL", "PATH", "PWD", "TMPDIR")
                .last()
                .asString()
                .startsWith(base.toRealPath().toString());
        assertThat(ended.error()).isEqualTo("hint\n");
        assertThat(ended.exitCode()).isEqualTo(7);
        assertThat(ended.limit()).isEmpty();
    }

    @Test
    void aScriptGetsItsArguments() throws Exception {
        assertThat(text(run("printf '%s|' \"$#\" \"$@\"; exec printf '%s' \"$2\"", LIMITS)))
                .isEqualTo("2|one|two words|two words");
    }

    @Test
    void aScriptThatNoShellCanReadFails() throws Exception {
        Room.Ended ended = run("if then", LIMITS);
        assertThat(ended.exitCode()).isPositive();
        assertThat(ended.error()).isNotEmpty();
    }

    @Test
    void theLimitOnOutputEndsIt() throws Exception {
        Room.Ended ended = run("exec yes", LIMITS);
        assertThat(ended.limit()).isEqualTo("output");
        assertThat(ended.output().length).isLessThanOrEqualTo((int) MEGABYTE);
    }

    @Test
    void theLimitOnMemoryEndsIt() throws Exception {
        Room.Ended ended = run("exec awk 'BEGIN { s = \"x\"; while (1) s = s s }'", LIMITS);
        assertThat(ended.limit()).isEqualTo("memory");
        assertThat(ended.exitCode()).isEqualTo(-1);
    }

    @Test
    void theLimitOnTimeEndsAllThatWasStarted() throws Exception {
        Room.Ended ended = run("sleep 1000 & echo $!; exec sleep 1000",
                new Room.Limits(Duration.ofMillis(300), MEGABYTE, 0));
        assertThat(ended.limit()).isEqualTo("time");
        awaitEnd(text(ended));
    }

    @Test
    void whatAProgramLeavesBehindEndsWithIt() throws Exception {
        Room.Ended ended = run("(trap '' TERM HUP; exec sleep 1000) > /dev/null & echo $!", LIMITS);
        assertThat(ended.exitCode()).isZero();
        awaitEnd(text(ended));
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try {
                outcome.complete(text(run("exec sleep 1000", LIMITS)));
            } catch (Exception failure) {
                outcome.complete(failure.getClass().getSimpleName());
            }
        });
        thread.start();
        thread.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isIn("InterruptedException", "ClosedByInterruptException");
    }

    private Room.Ended run(String script, Room.Limits limits) throws Exception {
        try (Room room = Room.below(base)) {
            return room.run(script, List.of("one", "two words"), "input\n".getBytes(StandardCharsets.UTF_8), limits);
        }
    }

    private static String text(Room.Ended ended) {
        return new String(ended.output(), StandardCharsets.UTF_8);
    }

    /// An orphan that was killed is still there until init has reaped it.
    private static void awaitEnd(String output) throws Exception {
        long pid = Long.parseLong(output.strip());
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }
}
