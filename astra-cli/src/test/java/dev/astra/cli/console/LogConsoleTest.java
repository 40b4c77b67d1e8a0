package dev.astra.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.log.Cursor;
import dev.astra.log.LogLimits;
import dev.astra.log.LogQuery;
import dev.astra.log.LogStore;
import dev.astra.log.Mark;
import dev.astra.log.RunLog;
import dev.astra.log.StandardStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogConsoleTest {
    private static final LogLook PIPE = new LogLook(false, false, false, true, false, true);
    private static final LogLook TERMINAL = new LogLook(true, true, false, true, false, true);
    private static final LogQuery QUICK = LogQuery.everything()
            .follow()
            .inBlocks()
            .partials(new LogQuery.Partials.WhenSettled(Duration.ofMillis(1)));

    @TempDir
    Path folder;
    private LogStore store;
    private RunLog tasks;
    private RunLog goals;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void open() throws IOException {
        store = LogStore.open(folder.resolve("logs"), LogLimits.DEFAULT);
        tasks = store.begin("task-service", 1);
        goals = store.begin("goals", 1);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void write(RunLog log, String text) {
        log.append(StandardStream.STDOUT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String printed(LogLook look) throws IOException, InterruptedException {
        store.close();
        LogQuery query = look.asWritten() ? LogQuery.everything().inBlocks() : LogQuery.everything();
        try (Cursor cursor = store.cursor(query); LogConsole console = console(look)) {
            console.follow(cursor);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private LogConsole console(LogLook look) {
        return new LogConsole(out, look, List.of("task-service", "goals"));
    }

    @Test
    void namesAreAligned() throws Exception {
        write(tasks, "one\ntwo\n");
        write(goals, "three\n");
        assertThat(printed(PIPE)).isEqualTo("task-service | one\ntask-service | two\ngoals        | three\n");
    }

    @Test
    void aPipeGetsEveryByteAsItWasWritten() throws Exception {
        write(tasks, "\u001b[2Jx\r\u0007\n{\"msg\":\"m\"}\n");
        assertThat(printed(PIPE)).isEqualTo("task-service | \u001b[2Jx\r\u0007\ntask-service | {\"msg\":\"m\"}\n");
    }

    @Test
    void aTerminalGetsReadableLinesThatCannotHarmIt() throws Exception {
        write(tasks, "\u001b[2Jx\u0007\n{\"level\":\"info\",\"msg\":\"m\",\"k\":1}\n");
        assertThat(printed(TERMINAL)).isEqualTo("task-service | x␇\ntask-service | INFO  m k=1\n");
    }

    @Test
    void rawIsTheBytesAlone() throws Exception {
        write(tasks, "one\n\u0000\u00ff");
        tasks.mark(new Mark.Ended("exited 0"));
        assertThat(printed(LogLook.RAW)).isEqualTo("one\n\u0000\u00ff\n");
    }

    @Test
    void marksStandBetweenTheLines() throws Exception {
        tasks.mark(new Mark.Began(OptionalLong.of(812), "astra-services.jar changed"));
        write(tasks, "half");
        tasks.mark(new Mark.Ended("exited 3"));
        assertThat(printed(PIPE)).isEqualTo("""
                task-service | ── run 1, pid 812: astra-services.jar changed ──
                task-service | half
                task-service | ── run 1 ended: exited 3 ──
                """);
    }

    @Test
    void timesComeBehindTheName() throws Exception {
        write(tasks, "one\n");
        assertThat(printed(new LogLook(false, false, false, true, true, true)))
                .matches("task-service \\| \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z one\n");
    }

    @Test
    void manyLinesAtOnceStayInOrderAndBehindTheirNames() throws Exception {
        for (int i = 0; i < 20_000; i += 2) {
            write(i % 4 == 0 ? tasks : goals, "line " + i + "\nline " + (i + 1) + "\n");
        }
        write(tasks, "y".repeat(200_000) + "\nlast\n");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            expected.append(i % 4 < 2 ? "task-service | line " : "goals        | line ").append(i).append('\n');
        }
        expected.append("task-service | ").append("y".repeat(200_000)).append("\ntask-service | last\n");
        assertThat(printed(PIPE)).isEqualTo(expected.toString());
    }

    @Test
    void coloursAreOfTheNameAlone() throws Exception {
        write(tasks, "one\n");
        assertThat(printed(new LogLook(false, false, true, true, false, true)))
                .matches("\u001b\\[38;5;\\d+mtask-service \\|\u001b\\[0m one\n");
    }

    @Test
    void anUnfinishedLineIsShownAndGoesOnWhereItStands() throws Exception {
        try (Cursor cursor = store.cursor(QUICK); LogConsole console = console(PIPE)) {
            write(tasks, "Enter name: ");
            drainUntil(console, cursor, "task-service | Enter name: ");
            write(tasks, "Ada\nnext\n");
            drainUntil(console, cursor, "task-service | Enter name: Ada\ntask-service | next\n");
        }
    }

    @Test
    void anUnfinishedLineIsEndedWhenAnotherServiceSpeaks() throws Exception {
        try (Cursor cursor = store.cursor(QUICK); LogConsole console = console(PIPE)) {
            write(tasks, "Enter name: ");
            drainUntil(console, cursor, "task-service | Enter name: ");
            write(goals, "hello\n");
            drainUntil(console, cursor, "task-service | Enter name: \ngoals        | hello\n");
            write(tasks, "\n");
            write(tasks, "later\n");
            drainUntil(console, cursor, "task-service | Enter name: \ngoals        | hello\ntask-service | later\n");
        }
    }

    @Test
    void aNoticeStandsOnALineOfItsOwn() throws Exception {
        try (Cursor cursor = store.cursor(QUICK); LogConsole console = console(PIPE)) {
            write(tasks, "Enter name: ");
            drainUntil(console, cursor, "task-service | Enter name: ");
            console.notice("restarting task-service: x.jar changed");
            drainUntil(console, cursor,
                    "task-service | Enter name: \nastra        | restarting task-service: x.jar changed\n");
        }
    }

    @Test
    void aLongLineStaysWhole() throws Exception {
        String line = "x".repeat(3_000_000);
        write(tasks, line + "\nshort\n");
        assertThat(printed(TERMINAL)).isEqualTo("task-service | " + line + "\ntask-service | short\n");
    }

    @Test
    void aLineThatEndsAtItsLastByteIsEnded() throws Exception {
        write(tasks, "no newline");
        assertThat(printed(PIPE)).isEqualTo("task-service | no newline\n");
    }

    private void drainUntil(LogConsole console, Cursor cursor, String wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!out.toString(StandardCharsets.UTF_8).equals(wanted) && System.nanoTime() < end) {
            console.drain(cursor);
            cursor.await(Duration.ofMillis(20));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(wanted);
    }
}
