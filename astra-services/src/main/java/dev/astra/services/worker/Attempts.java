package dev.astra.services.worker;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Done;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskDispatch;
import dev.astra.services.contract.TaskFailure;
import dev.astra.services.contract.TaskResult;
import dev.astra.services.contract.TaskStart;
import dev.astra.services.contract.TaskStarted;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.PeerUnavailable;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Leads one dispatched task from its start to its end at task-service. A store or a service that does not answer is waited
/// for: an outage is no fault of the task.
record Attempts(Peer tasks, Job job, String worker, Log log) {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Returns when the task is completed or failed, or is not this worker's to run: then its message has done its duty.
    void settle(TaskDispatch dispatch) throws InterruptedException {
        TaskStart start = new TaskStart(dispatch.taskId(), dispatch.attempt(), worker);
        TaskStarted started = insist(() -> tasks.post("/start", start, TaskStarted.class));
        Task task = started.task();
        if (!started.started() || task == null) {
            log.info("not to be run here", "task", dispatch.taskId(), "attempt", dispatch.attempt());
            return;
        }
        long begun = System.nanoTime();
        try {
            Artifact artifact = work(task, started.inputs());
            TaskResult result = new TaskResult(task.id(), task.attempt(), worker, artifact);
            int changed = insist(() -> tasks.post("/complete", result, Done.class)).changed();
            log.info(changed == 1 ? "task done" : "task done, but it was no longer ours", "task", task.id(), "attempt",
                    task.attempt(), "millis", Duration.ofNanos(System.nanoTime() - begun).toMillis(), "via",
                    artifact.via());
        } catch (JobFailed failed) {
            String reason = String.valueOf(failed.getMessage());
            log.warn("task failed", "task", task.id(), "attempt", task.attempt(), "reason", reason);
            TaskFailure failure = new TaskFailure(task.id(), task.attempt(), worker, reason);
            insist(() -> tasks.post("/fail", failure, Done.class));
        }
    }

    private Artifact work(Task task, List<Artifact> inputs) throws JobFailed, InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return job.run(task, inputs);
            } catch (PeerUnavailable | StoreUnavailable unavailable) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new JobFailed(unavailable.getMessage() + ", for " + PATIENCE.toSeconds() + " s", unavailable);
                }
                pause(unavailable);
            } catch (Refusal refusal) {
                throw new JobFailed(String.valueOf(refusal.getMessage()), refusal);
            } catch (RuntimeException fault) {
                log.error("the job has a fault", "task", task.id(), "reason", fault);
                throw new JobFailed("a fault in the worker: " + fault, fault);
            }
        }
    }

    private <T> T insist(Supplier<T> question) throws InterruptedException {
        while (true) {
            try {
                return question.get();
            } catch (PeerUnavailable unavailable) {
                pause(unavailable);
            }
        }
    }

    /// @throws InterruptedException also when it was an interrupt that cut the question short
    private void pause(RuntimeException unavailable) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        log.warn("waiting", "reason", unavailable);
        Thread.sleep(PAUSE);
    }
}
