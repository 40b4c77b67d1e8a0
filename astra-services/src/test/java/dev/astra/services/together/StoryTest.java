package dev.astra.services.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.consistency.Consistency;
import dev.astra.services.contract.GoalGraph;
import dev.astra.services.contract.GoalState;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Redis;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.Settings;
import dev.astra.services.scheduler.SchedulerService;
import dev.astra.services.smoke.Gateway;
import dev.astra.services.task.TaskService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The one story, with task-service and scheduler-service in one process or in two, and whatever is killed meanwhile.
@Timeout(600)
class StoryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String TEXT = "Compare three ways to keep the logs of small services, and say which is best.";

    @TempDir
    Path folder;

    private Platform platform;
    private Process others;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        platform = new Platform(folder);
        others = startOthers();
    }

    private Process startOthers() throws IOException, InterruptedException {
        List<String> names = Arrays.stream(ServiceName.values())
                .filter(name -> name != ServiceName.TASK_SERVICE && name != ServiceName.SCHEDULER_SERVICE)
                .map(ServiceName::text)
                .toList();
        return platform.start(names.size(),
                Stream.concat(Stream.of(Host.class.getName()), names.stream()).toArray(String[]::new));
    }

    @AfterEach
    void stop() throws IOException {
        platform.close();
    }

    @Test
    void itIsToldByTwoProcesses() throws Exception {
        platform.start(1, TaskService.class.getName());
        platform.start(1, SchedulerService.class.getName());
        Gateway gateway = gateway();
        assertThat(end(gateway, submit(gateway, 1).getFirst())).isEqualTo(GoalState.COMPLETED);
    }

    @Test
    void itsLinesHaveOneTraceThroughAllServices() throws Exception {
        platform.start(2, TaskAndScheduler.class.getName());
        Gateway gateway = gateway();
        String goal = submit(gateway, 1).getFirst();
        assertThat(end(gateway, goal)).isEqualTo(GoalState.COMPLETED);
        String trace = field("trace", lineOf("goal taken in", goal));
        // the last thing that is done, after the goal has ended
        assertThat(field("trace", lineOf("remembered", goal))).isEqualTo(trace);
        assertThat(platform.lines().stream().filter(line -> line.contains(trace)).map(line -> field("service", line)))
                .contains("api-gateway", "goal-service", "planner-service", "memory-service", "prompt-manager",
                        "task-service", "scheduler-service", "execution-worker", "tool-runtime", "evaluation-service");
    }

    /// Waits for the line of this message about this goal.
    private String lineOf(String message, String goal) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<String> found = platform.lines()
                    .stream()
                    .filter(line -> line.contains("\"" + message + "\"") && line.contains(goal))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as("the time to wait for " + message).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String field(String name, String line) {
        int from = line.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return line.substring(from, line.indexOf('"', from));
    }

    @Test
    void itIsToldByOneProcessThatIsKilledToo() throws Exception {
        Process kernel = platform.start(2, TaskAndScheduler.class.getName());
        Gateway gateway = gateway();
        List<String> goals = new ArrayList<>(submit(gateway, 5));
        Platform.kill(kernel);
        goals.addAll(submit(gateway, 5));
        try (Redis redis = new Redis(new Settings(platform.environment(), ServiceName.TASK_SERVICE, false))) {
            redis.with(jedis -> jedis.flushAll());
        }
        platform.start(2, TaskAndScheduler.class.getName());
        Platform.kill(others);
        others = startOthers();
        Gateway again = gateway();
        for (String goal : goals) {
            assertThat(end(again, goal)).isEqualTo(GoalState.COMPLETED);
        }
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        int found = Consistency.run(List.of("--settled"), platform.environment(),
                new PrintStream(report, true, StandardCharsets.UTF_8));
        assertThat(found).as(report.toString(StandardCharsets.UTF_8)).isZero();
    }

    private Gateway gateway() throws IOException, InterruptedException {
        Gateway gateway = new Gateway(platform.environment().get("API_GATEWAY_URL") + "/v1");
        gateway.logIn("admin", "astra-local");
        return gateway;
    }

    private static List<String> submit(Gateway gateway, int goals) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int goal = 0; goal < goals; goal++) {
            ids.add(gateway.submit(UUID.randomUUID().toString(), TEXT).id());
        }
        return ids;
    }

    private static GoalState end(Gateway gateway, String goal) throws IOException, InterruptedException {
        GoalGraph graph = gateway.follow(goal, PATIENCE, _ -> {});
        return graph.goal().state();
    }
}
