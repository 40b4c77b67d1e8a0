package dev.astra.services.toolruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.ToolOutcome;
import dev.astra.services.contract.ToolRun;
import dev.astra.services.kit.ObjectServer;
import dev.astra.services.kit.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools, in real processes.
class RunsTest {
    private static final String TEXT = "Keep the logs. Which way\nis best? Über alles, the LOGS!";

    @TempDir
    Path base;

    private final ObjectServer server = new ObjectServer();
    private Runs runs = new Runs(new Toolbox(), server.store(), Path.of("unused"), new Runs.Share(2, 256));

    @BeforeEach
    void place() {
        runs = new Runs(new Toolbox(), server.store(), base.resolve("tools"), new Runs.Share(2, 256));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyToolHasItsScript() {
        Toolbox toolbox = new Toolbox();
        assertThat(toolbox.tools()).hasSize(7)
                .allSatisfy(tool -> assertThat(toolbox.script(tool.name())).isNotBlank());
    }

    @Test
    void outlineNumbersTheSentences() throws Exception {
        assertThat(output("outline", TEXT)).isEqualTo(
                "1. Keep the logs.\n2. Which way is best?\n3. Über alles, the LOGS!\n");
    }

    @Test
    void termsAreTheDistinctWords() throws Exception {
        assertThat(output("terms", TEXT)).isEqualTo("keep\nlogs\nwhich\nbest\nÜber\nalles\n");
    }

    @Test
    void measureCounts() throws Exception {
        assertThat(output("measure", TEXT)).isEqualTo("lines 2\nwords 11\ncharacters 56\n");
    }

    @Test
    void anEmptyInputIsAnInput() throws Exception {
        assertThat(output("measure", "")).isEqualTo("lines 0\nwords 0\ncharacters 0\n");
        assertThat(output("outline", "")).isEmpty();
    }

    @Test
    void draftAndReviewReadTheInputsInTheirOrder() throws Exception {
        List<Artifact> inputs = List.of(stored("terms", "b\n"), stored("outline", "1. a"));
        ToolOutcome draft = run("draft", "", inputs);
        assertThat(draft.output()).isEqualTo("# terms\n\nb\n\n# outline\n\n1. a\n\n");
        assertThat(run("review", "", List.of(stored("draft", draft.output()))).output())
                .isEqualTo(draft.output() + "reviewed: 8 lines\n");
    }

    @Test
    void aToolMayFail() throws Exception {
        ToolOutcome outcome = run("fail", "", List.of());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.limit()).isEmpty();
        assertThat(outcome.error()).contains("always fails");
    }

    @Test
    void theLimitOnTimeEndsIt() throws Exception {
        ToolOutcome outcome = runs.run(new ToolRun("g/sleep#1", "sleep", "60000", List.of(), 300, ""));
        assertThat(outcome.limit()).isEqualTo("time");
        assertThat(outcome.exitCode()).isEqualTo(-1);
    }

    @Test
    void aLargeOutputIsStored() throws Exception {
        String text = "word\n".repeat(40_000);
        ToolOutcome outcome = runs.run(new ToolRun("g/review#1", "review", text, List.of(), 0, "goals/g/review/1"));
        assertThat(outcome.stored()).isTrue();
        assertThat(outcome.output()).isEmpty();
        assertThat(server.store().get("goals/g/review/1")).hasValueSatisfying(
                bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).endsWith("reviewed: 40000 lines\n"));
        assertThat(outcome.bytes()).isEqualTo(text.length() + "reviewed: 40000 lines\n".length());
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        Path left = Files.createDirectories(base.resolve("tools/run-of-an-earlier-process"));
        output("outline", TEXT);
        assertThat(left).doesNotExist();
        try (Stream<Path> rooms = Files.list(base.resolve("tools"))) {
            assertThat(rooms).isEmpty();
        }
    }

    @Test
    void theFirstRunsMayComeTogether() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path tools = base.resolve("round-" + round);
            for (int left = 0; left < 300; left++) {
                Files.createDirectories(tools.resolve("run-" + left + "/work"));
            }
            Runs first = new Runs(new Toolbox(), server.store(), tools, new Runs.Share(4, 256));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<ToolOutcome>> together = Stream
                        .generate(() -> threads.submit(
                                () -> first.run(new ToolRun("g/outline#1", "outline", TEXT, List.of(), 0, ""))))
                        .limit(4)
                        .toList();
                for (Future<ToolOutcome> each : together) {
                    assertThat(each.get().exitCode()).isZero();
                }
            }
        }
    }

    @Test
    void whatCannotBeRunIsRefused() {
        assertThatThrownBy(() -> run("rm", "", List.of())).isInstanceOf(Refusal.class).hasMessageContaining("rm");
        assertThatThrownBy(() -> run("draft", "", List.of(new Artifact("../x", "k", "s", 1, "", ""))))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run("draft", "", List.of(new Artifact("x", "missing", "s", 1, "", ""))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("missing");
    }

    private String output(String tool, String input) throws IOException, InterruptedException {
        ToolOutcome outcome = run(tool, input, List.of());
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        return outcome.output();
    }

    private ToolOutcome run(String tool, String input, List<Artifact> inputs) throws IOException, InterruptedException {
        return runs.run(new ToolRun("g/" + tool + "#1", tool, input, inputs, 0, ""));
    }

    private Artifact stored(String task, String text) {
        server.store().put("inputs/" + task, "text/plain", text.getBytes(StandardCharsets.UTF_8));
        return new Artifact(task, "inputs/" + task, "sha", text.length(), "text/plain", "test");
    }
}
