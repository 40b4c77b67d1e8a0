package dev.astra.services.contract;

import java.util.List;
import java.util.stream.IntStream;

/// The Redis streams, and the groups that read them.
public final class StreamNames {
    /// [TaskChanged]: every change of a task's state. Read by the groups of scheduler-service and goal-service, followed by
    /// api-gateway.
    public static final String TASKS_CHANGED = "astra:tasks:changed";
    /// [GoalChanged]: every change of a goal's state. Followed by api-gateway.
    public static final String GOALS_CHANGED = "astra:goals:changed";
    /// [Heartbeat]: a worker is there. Read by the group of worker-manager.
    public static final String HEARTBEATS = "astra:workers:heartbeat";
    /// [DeadLetter]: a task that was given up. For people.
    public static final String DEAD_LETTERS = "astra:dead_letter";
    /// The group of all workers on the streams of tasks.
    public static final String WORKERS = "workers";

    /// How many streams the tasks of one kind are spread over.
    private static final int SHARDS = 2;

    private StreamNames() {}

    /// The stream that a task is dispatched on as a [TaskDispatch], such as `astra:tasks:tool-1`.
    public static String tasks(TaskKind kind, String taskId) {
        return tasks(kind, Math.floorMod(taskId.hashCode(), SHARDS));
    }

    /// All streams of a kind's tasks.
    public static List<String> tasks(TaskKind kind) {
        return IntStream.range(0, SHARDS).mapToObj(shard -> tasks(kind, shard)).toList();
    }

    private static String tasks(TaskKind kind, int shard) {
        return "astra:tasks:" + kind.text() + "-" + shard;
    }
}
