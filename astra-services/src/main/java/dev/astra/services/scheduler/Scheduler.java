package dev.astra.services.scheduler;

import dev.astra.services.contract.Done;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.contract.TaskList;
import dev.astra.services.contract.TaskMove;
import dev.astra.services.contract.TaskMoves;
import dev.astra.services.kit.Delivery;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Peer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Carries out what [Decision] says. It remembers nothing: all is in task-service.
record Scheduler(Peer tasks, LostDispatches lost, Log log, Clock clock) {
    private static final Duration REST = Duration.ofMillis(200);

    /// Queues the tasks that these changes made ready, those of each trace together, so that the trace goes on.
    void queueReady(List<Delivery<TaskChanged>> deliveries) {
        Map<String, List<Delivery<TaskChanged>>> byTrace = new LinkedHashMap<>();
        for (Delivery<TaskChanged> delivery : deliveries) {
            if (delivery.message().ready()) {
                byTrace.computeIfAbsent(delivery.trace().traceId(), _ -> new ArrayList<>()).add(delivery);
            }
        }
        for (List<Delivery<TaskChanged>> ready : byTrace.values()) {
            List<TaskMove> moves = ready.stream()
                    .map(each -> new TaskMove(each.message().taskId(), each.message().attempt(), ""))
                    .toList();
            ready.getFirst().trace().call(() -> move("/queue", moves));
        }
    }

    /// Decides about every task that waits for a decision.
    /// @return when the next back-off is over, or a later time
    Instant sweep() {
        lost.find();
        Instant now = clock.instant();
        Instant next = now.plus(Duration.ofMinutes(1));
        List<TaskMove> queue = new ArrayList<>();
        List<TaskMove> giveUp = new ArrayList<>();
        for (Task task : tasks.get("/undecided?limit=1000", TaskList.class).tasks()) {
            switch (Decision.about(task, now)) {
                case Decision.Queue _ -> queue.add(new TaskMove(task.id(), task.attempt(), task.reason()));
                case Decision.GiveUp _ -> giveUp.add(new TaskMove(task.id(), task.attempt(), task.reason()));
                case Decision.Wait wait -> next = wait.until().isBefore(next) ? wait.until() : next;
            }
        }
        move("/queue", queue);
        move("/give-up", giveUp);
        return next;
    }

    private int move(String what, List<TaskMove> moves) {
        if (moves.isEmpty()) {
            return 0;
        }
        List<TaskMove> sorted = moves.stream().sorted(Comparator.comparing(TaskMove::taskId)).toList();
        int changed = tasks.post(what, new TaskMoves(sorted), Done.class).changed();
        log.info("decided", "what", what.substring(1), "tasks", moves.size(), "changed", changed);
        return changed;
    }

    void rest(Exception reason) {
        log.warn("cannot follow the changes for now", "reason", reason);
        try {
            Thread.sleep(REST);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
