package dev.astra.services.consistency;

import dev.astra.services.contract.DeadLetter;
import dev.astra.services.contract.GoalChanged;
import dev.astra.services.contract.Heartbeat;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.contract.TaskDispatch;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskState;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Redis;
import dev.astra.services.kit.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.StreamGroupInfo;

/// What is on the streams, held against Postgres.
final class Messages {
    private static final int PAGE = 1_000;
    private static final int BEATS = 1_000;
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Redis redis;
    private final Truth truth;
    private final List<Finding> findings = new ArrayList<>();
    private long read;

    Messages(Redis redis, Truth truth) {
        this.redis = redis;
        this.truth = truth;
    }

    /// How many messages were read.
    long read() {
        return read;
    }

    List<Finding> check(boolean settled) {
        Set<TaskDispatch> dispatched = dispatched();
        truth.tasks().forEach((id, row) -> {
            if (row.state().equals("queued") && !dispatched.contains(dispatch(id, row.attempt()))
                    && truth.unpublished()
                            .stream()
                            .noneMatch(body -> body.equals(Json.write(dispatch(id, row.attempt()))))) {
                findings.add(Finding.of(Invariant.NO_TASK_LOST, id,
                        "is queued for attempt " + row.attempt() + ", but on no stream and in no outbox"));
            }
        });
        Set<String> alive = alive();
        truth.tasks().forEach((id, row) -> {
            if (row.state().equals("running") && !alive.contains(row.worker())) {
                findings.add(Finding.of(Invariant.NO_TASK_LOST, id,
                        "is run by " + row.worker() + ", which gives no sign of life"));
            }
        });
        changes();
        if (settled) {
            settled();
        }
        return findings;
    }

    private static TaskDispatch dispatch(String id, int attempt) {
        return new TaskDispatch(id, id.substring(0, id.lastIndexOf('/')), attempt);
    }

    private Set<TaskDispatch> dispatched() {
        Set<TaskDispatch> dispatched = new HashSet<>();
        for (TaskKind kind : TaskKind.values()) {
            for (String stream : StreamNames.tasks(kind)) {
                each(stream, TaskDispatch.class, (entry, message) -> {
                    dispatched.add(message);
                    Truth.TaskRow row = truth.tasks().get(message.taskId());
                    if (row == null || !row.isToRun(message.attempt())) {
                        orphan(stream, entry, "dispatches attempt " + message.attempt() + " of " + message.taskId()
                                + (row == null ? ", which there is not" : ", which is " + row.state()));
                    }
                });
            }
        }
        return dispatched;
    }

    private void changes() {
        Map<String, Integer> completed = new HashMap<>();
        each(StreamNames.TASKS_CHANGED, TaskChanged.class, (entry, change) -> {
            if (!truth.tasks().containsKey(change.taskId())) {
                orphan(StreamNames.TASKS_CHANGED, entry, "tells of task " + change.taskId() + ", which there is not");
            }
            Integer before = change.state() == TaskState.COMPLETED
                    ? completed.put(change.taskId(), change.attempt())
                    : null;
            if (before != null && before != change.attempt()) {
                findings.add(Finding.of(Invariant.DONE_ONCE, change.taskId(),
                        "was completed by attempt " + before + " and by attempt " + change.attempt()));
            }
        });
        each(StreamNames.GOALS_CHANGED, GoalChanged.class, (entry, change) -> {
            if (!truth.goals().contains(change.goalId())) {
                orphan(StreamNames.GOALS_CHANGED, entry, "tells of goal " + change.goalId() + ", which there is not");
            }
        });
        each(StreamNames.DEAD_LETTERS, DeadLetter.class, (entry, letter) -> {
            Truth.TaskRow row = truth.tasks().get(letter.taskId());
            if (row == null || !row.state().equals("dead_letter")) {
                orphan(StreamNames.DEAD_LETTERS, entry, "is about task " + letter.taskId()
                        + (row == null ? ", which there is not" : ", which is " + row.state()));
            }
        });
    }

    private void orphan(String stream, StreamEntryID entry, String what) {
        findings.add(Finding.of(Invariant.NO_ORPHAN_MESSAGES, stream + " " + entry, what));
    }

    /// Whoever has given a sign of life lately and has not left.
    private Set<String> alive() {
        Set<String> alive = new HashSet<>();
        for (StreamEntry entry : redis.with(
                jedis -> jedis.xrevrange(StreamNames.HEARTBEATS, (StreamEntryID) null, null, BEATS).reversed())) {
            Heartbeat beat = Json.read(Heartbeat.class, entry.getFields().getOrDefault("body", ""));
            alive.remove(beat.worker());
            if (!beat.leaving() && beat.at().isAfter(Instant.now().minus(SILENCE))) {
                alive.add(beat.worker());
            }
        }
        return alive;
    }

    private void settled() {
        List<String> streams = new ArrayList<>(List.of(StreamNames.TASKS_CHANGED));
        for (TaskKind kind : TaskKind.values()) {
            streams.addAll(StreamNames.tasks(kind));
        }
        for (String stream : streams) {
            List<StreamGroupInfo> groups = redis
                    .with(jedis -> jedis.exists(stream) ? jedis.xinfoGroups(stream) : List.<StreamGroupInfo>of());
            for (StreamGroupInfo group : groups) {
                if (group.getPending() > 0) {
                    findings.add(Finding.of(Invariant.SETTLED, stream,
                            group.getPending() + " messages are not acknowledged by " + group.getName()));
                }
            }
        }
    }

    private <T> void each(String stream, Class<T> type, BiConsumer<StreamEntryID, T> look) {
        StreamEntryID from = new StreamEntryID(0, 0);
        while (true) {
            StreamEntryID first = from;
            List<StreamEntry> page = redis.with(jedis -> jedis.xrange(stream, first, null, PAGE));
            for (StreamEntry entry : page) {
                read++;
                try {
                    look.accept(entry.getID(), Json.read(type, entry.getFields().getOrDefault("body", "")));
                } catch (Refusal refusal) {
                    orphan(stream, entry.getID(), String.valueOf(refusal.getMessage()));
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            StreamEntryID last = page.getLast().getID();
            from = new StreamEntryID(last.getTime(), last.getSequence() + 1);
        }
    }
}
