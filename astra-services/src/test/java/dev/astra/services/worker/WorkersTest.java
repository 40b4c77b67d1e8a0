package dev.astra.services.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.astra.services.browserworker.BrowserWorker;
import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Done;
import dev.astra.services.contract.NewGraph;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.contract.TaskDispatch;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskList;
import dev.astra.services.contract.TaskMove;
import dev.astra.services.contract.TaskMoves;
import dev.astra.services.contract.TaskState;
import dev.astra.services.executionworker.ExecutionWorker;
import dev.astra.services.kit.Delivery;
import dev.astra.services.kit.ObjectServer;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.StreamReader;
import dev.astra.services.kit.TestStores;
import dev.astra.services.task.TaskService;
import dev.astra.services.toolruntime.ToolRuntime;
import dev.astra.services.workermanager.WorkerManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.resps.StreamEntry;

/// The workers with task-service, tool-runtime and worker-manager, on a real Postgres and Redis.
@Timeout(60)
class WorkersTest {
    @TempDir
    Path folder;

    private final ObjectServer objects = new ObjectServer();
    private final Map<String, String> settings = new HashMap<>();
    private final Deque<ServiceContext> contexts = new ArrayDeque<>();
    private final String goal = UUID.randomUUID().toString();
    private Peer tasks = TestStores.context(ServiceName.TASK_SERVICE).peer(ServiceName.TASK_SERVICE);
    private StreamReader<TaskChanged> changes = TestStores.context(ServiceName.GOAL_SERVICE)
            .streams()
            .reader("unused", "unused", List.of("unused"), TaskChanged.class);

    @BeforeEach
    void start() {
        settings.put("S3_ENDPOINT", objects.url());
        settings.put("TOOL_FOLDER", folder.toString());
        settings.put("WORKER_NAME", "worker-" + goal);
        settings.put("CHROMIUM", "none");
        settings.put("TASK_SERVICE_URL", url(start(new TaskService())));
        settings.put("TOOL_RUNTIME_URL", url(start(new ToolRuntime())));
        ServiceContext own = TestStores.context(ServiceName.SCHEDULER_SERVICE, settings);
        contexts.push(own);
        tasks = own.peer(ServiceName.TASK_SERVICE);
        changes = own.streams().reader("test-" + goal, "test", List.of(StreamNames.TASKS_CHANGED), TaskChanged.class);
    }

    @AfterEach
    void stop() {
        changes.close();
        contexts.forEach(ServiceContext::close);
        objects.close();
    }

    @Test
    void aToolsOutputBecomesTheTasksArtifact() {
        start(new ExecutionWorker());
        queue(task("outline", TaskKind.TOOL, "outline", "One. Two."));
        assertThat(await("outline", TaskState.COMPLETED).worker()).startsWith("worker-" + goal + "/");
        assertThat(text("outline")).isEqualTo("1. One.\n2. Two.\n");
    }

    @Test
    void aToolThatFailsFailsTheTask() {
        start(new ExecutionWorker());
        queue(task("fail", TaskKind.TOOL, "fail", "x"));
        assertThat(await("fail", TaskState.FAILED).reason()).contains("always fails");
    }

    @Test
    void aPageIsRead() throws Exception {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            try (exchange) {
                byte[] page = "<title>A page</title><p>Some text".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 200 : 404, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        site.start();
        try {
            start(new BrowserWorker());
            String address = "http://127.0.0.1:" + site.getAddress().getPort();
            queue(task("page", TaskKind.BROWSE, "", address + "/"),
                    task("missing", TaskKind.BROWSE, "", address + "/missing"));
            await("page", TaskState.COMPLETED);
            assertThat(text("page")).isEqualTo("A page\nSome text");
            assertThat(await("missing", TaskState.FAILED).reason()).contains("404");
        } finally {
            site.stop(0);
        }
    }

    @Test
    void whatAWorkerThatLeavesHasNotFinishedFailsAndIsRunByTheNext() {
        start(new WorkerManager());
        ServiceContext first = start(new ExecutionWorker());
        queue(task("long", TaskKind.TOOL, "sleep", "3000"));
        await("long", TaskState.RUNNING);
        first.close();
        assertThat(await("long", TaskState.FAILED).reason()).contains("it left");
        start(new ExecutionWorker());
        move("long", 1);
        assertThat(await("long", TaskState.COMPLETED).attempt()).isEqualTo(2);
    }

    @Test
    void aSecondMessageAboutWhatIsRunningIsDealtWith() {
        ServiceContext worker = start(new ExecutionWorker());
        queue(task("long", TaskKind.TOOL, "sleep", "1500"));
        await("long", TaskState.RUNNING);
        String id = goal + "/long";
        worker.streams().publish(StreamNames.tasks(TaskKind.TOOL, id), new TaskDispatch(id, goal, 1));
        await("long", TaskState.COMPLETED);
        worker.close();
        ServiceContext own = TestStores.context(ServiceName.SCHEDULER_SERVICE);
        contexts.push(own);
        List<StreamEntry> left = own.redis()
                .with(jedis -> jedis.xrange(StreamNames.tasks(TaskKind.TOOL, id), "-", "+"));
        assertThat(left).noneMatch(entry -> entry.getFields().toString().contains(goal));
    }

    private ServiceContext start(dev.astra.services.kit.Service service) {
        ServiceContext context = TestStores.started(service, settings);
        contexts.push(context);
        return context;
    }

    private static String url(ServiceContext context) {
        return "http://127.0.0.1:" + context.port();
    }

    private static PlannedTask task(String name, TaskKind kind, String tool, String input) {
        return new PlannedTask(name, kind, tool, input, List.of());
    }

    private void queue(PlannedTask... planned) {
        tasks.post("/graphs", new NewGraph(goal, List.of(planned), Map.of()), Done.class);
        for (PlannedTask each : planned) {
            move(each.name(), 0);
        }
    }

    private void move(String name, int attempt) {
        tasks.post("/queue", new TaskMoves(List.of(new TaskMove(goal + "/" + name, attempt, ""))), Done.class);
    }

    /// Reads the changes until the task is in this state.
    private Task await(String name, TaskState state) {
        List<TaskChanged> seen = new ArrayList<>();
        while (seen.stream().noneMatch(change -> change.name().equals(name) && change.state() == state)) {
            for (Delivery<TaskChanged> delivery : changes.read(50, Duration.ofSeconds(1))) {
                if (delivery.message().goalId().equals(goal)) {
                    seen.add(delivery.message());
                }
            }
            if (find(name).state() == state) {
                break;
            }
        }
        return find(name);
    }

    private Task find(String name) {
        return tasks.get("/graphs/" + goal, TaskList.class)
                .tasks()
                .stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String text(String name) {
        Artifact artifact = find(name).artifact();
        assertThat(artifact).isNotNull();
        return new String(objects.store().get(artifact == null ? "" : artifact.key()).orElseThrow(),
                StandardCharsets.UTF_8);
    }
}
