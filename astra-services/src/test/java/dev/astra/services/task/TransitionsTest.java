package dev.astra.services.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.NewGraph;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.contract.TaskDispatch;
import dev.astra.services.contract.TaskFailure;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskMove;
import dev.astra.services.contract.TaskResult;
import dev.astra.services.contract.TaskStart;
import dev.astra.services.contract.TaskStarted;
import dev.astra.services.contract.TaskState;
import dev.astra.services.contract.WorkerLost;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Outbox;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The states of a task against a real Postgres: draft comes after outline and terms.
class TransitionsTest {
    private final ServiceContext context = TestStores.context(ServiceName.TASK_SERVICE);
    private final Database database = context.database(TaskService.class);
    private final Outbox outbox = context.outbox(database);
    private final Tasks tasks = new Tasks(database, outbox);
    private final Transitions transitions = new Transitions(outbox);
    private final String goal = UUID.randomUUID().toString();
    private final String worker = "worker/" + goal;

    @BeforeEach
    void storeGraph() {
        database.update("DELETE FROM outbox");
        assertThat(tasks.store(graph())).isEqualTo(3);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aGraphIsStoredOnce() {
        assertThat(tasks.store(graph())).isZero();
        assertThat(tasks.ofGoal(goal)).extracting(Task::name).containsExactly("outline", "terms", "draft");
        assertThat(announced()).extracting(TaskChanged::name).containsExactly("outline", "terms");
    }

    @Test
    void queuingDispatchesOnce() {
        assertThat(transitions.queue(List.of(move("outline", 0), move("draft", 0)))).isEqualTo(1);
        assertThat(transitions.queue(List.of(move("outline", 0)))).isZero();
        assertThat(messages(StreamNames.tasks(TaskKind.TOOL, id("outline")), TaskDispatch.class))
                .containsExactly(new TaskDispatch(id("outline"), goal, 1));
    }

    @Test
    void onlyOneWorkerRunsATask() {
        transitions.queue(List.of(move("outline", 0)));
        assertThat(start("outline", 1, worker).started()).isTrue();
        assertThat(start("outline", 1, "worker/2").started()).isFalse();
        assertThat(start("outline", 1, worker).started()).as("the answer may have been lost").isTrue();
        assertThat(start("terms", 1, worker).started()).as("not queued").isFalse();
    }

    @Test
    void theLastCompletionMakesReadyWhatComesAfter() {
        run("outline");
        assertThat(announced()).filteredOn(TaskChanged::ready).extracting(TaskChanged::name).doesNotContain("draft");
        run("terms");
        assertThat(announced()).filteredOn(TaskChanged::ready).extracting(TaskChanged::name).contains("draft");
        transitions.queue(List.of(move("draft", 0)));
        TaskStarted draft = start("draft", 1, worker);
        assertThat(draft.inputs()).extracting(Artifact::task).containsExactly("outline", "terms");
    }

    @Test
    void theLastTaskLeavesNoneRemaining() {
        run("outline");
        run("terms");
        run("draft");
        assertThat(announced().getLast()).returns(0, TaskChanged::remaining)
                .returns(TaskState.COMPLETED, TaskChanged::state);
    }

    @Test
    void aCompletionCountsOnce() {
        run("outline");
        assertThat(transitions.complete(result("outline", 1, worker))).isZero();
        assertThat(remaining()).isEqualTo(2);
    }

    @Test
    void aLateResultOfAnotherAttemptChangesNothing() {
        transitions.queue(List.of(move("outline", 0)));
        start("outline", 1, worker);
        assertThat(transitions.lose(new WorkerLost(worker, "silent"))).isEqualTo(1);
        assertThat(tasks.undecided(1_000)).filteredOn(each -> each.id().equals(id("outline")))
                .extracting(Task::lost)
                .containsExactly(1);
        transitions.queue(List.of(move("outline", 1)));
        assertThat(start("outline", 1, worker).started()).isFalse();
        assertThat(start("outline", 2, "worker/2").started()).isTrue();
        assertThat(transitions.complete(result("outline", 1, worker))).isZero();
        assertThat(transitions.complete(result("outline", 2, "worker/2"))).isEqualTo(1);
    }

    @Test
    void whatFailedCanBeGivenUp() {
        transitions.queue(List.of(move("outline", 0)));
        start("outline", 1, worker);
        assertThat(transitions.giveUp(List.of(move("outline", 1)))).as("it still runs").isZero();
        assertThat(transitions.fail(new TaskFailure(id("outline"), 1, worker, "no disk"))).isEqualTo(1);
        assertThat(tasks.undecided(1_000)).extracting(Task::id).contains(id("outline"));
        assertThat(transitions.giveUp(List.of(move("outline", 1)))).isEqualTo(1);
        assertThat(announced().getLast()).returns(TaskState.DEAD_LETTER, TaskChanged::state)
                .returns("no disk", TaskChanged::reason);
    }

    private void run(String name) {
        transitions.queue(List.of(move(name, 0)));
        start(name, 1, worker);
        assertThat(transitions.complete(result(name, 1, worker))).isEqualTo(1);
    }

    private TaskStarted start(String name, int attempt, String worker) {
        return transitions.start(new TaskStart(id(name), attempt, worker));
    }

    private TaskResult result(String name, int attempt, String worker) {
        return new TaskResult(id(name), attempt, worker,
                new Artifact(name, "goals/" + id(name) + "/" + attempt, "00", 2, "text/plain", "test"));
    }

    private TaskMove move(String name, int attempt) {
        return new TaskMove(id(name), attempt, "");
    }

    private String id(String name) {
        return goal + "/" + name;
    }

    private NewGraph graph() {
        return new NewGraph(goal, List.of(task("outline"), task("terms"), task("draft", "outline", "terms")),
                Map.of("tool", "analyst"));
    }

    private static PlannedTask task(String name, String... after) {
        return new PlannedTask(name, TaskKind.TOOL, name, "text", List.of(after));
    }

    private int remaining() {
        return database.first("SELECT remaining FROM graph WHERE goal_id = ?", row -> row.getInt(1), goal)
                .orElseThrow();
    }

    private List<TaskChanged> announced() {
        return messages(StreamNames.TASKS_CHANGED, TaskChanged.class);
    }

    private <T> List<T> messages(String stream, Class<T> type) {
        return database.query("SELECT body FROM outbox WHERE stream = ? ORDER BY id",
                row -> Json.read(type, row.getString(1)), stream);
    }
}
