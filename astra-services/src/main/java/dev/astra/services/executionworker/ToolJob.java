package dev.astra.services.executionworker;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.ToolOutcome;
import dev.astra.services.contract.ToolRun;
import dev.astra.services.kit.Peer;
import dev.astra.services.worker.Job;
import dev.astra.services.worker.JobFailed;
import dev.astra.services.worker.Results;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Has tool-runtime run the task's tool, and stores what it wrote.
record ToolJob(Peer runtime, Results results) implements Job {
    private static final String VIA = "tool-runtime";
    private static final String TYPE = "text/plain; charset=utf-8";
    private static final int MILLIS = 10_000;
    /// Tools may have to wait for their turn.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Artifact run(Task task, List<Artifact> inputs) throws JobFailed {
        ToolRun run = new ToolRun(task.id() + "#" + task.attempt(), task.tool(), task.input(), inputs, MILLIS,
                Results.key(task));
        ToolOutcome outcome = runtime.within(PATIENCE).post("/runs", run, ToolOutcome.class);
        if (!outcome.limit().isEmpty()) {
            throw new JobFailed("the tool " + task.tool() + " came to its limit on " + outcome.limit() + " after "
                    + outcome.millis() + " ms");
        }
        if (outcome.exitCode() != 0) {
            throw new JobFailed("the tool " + task.tool() + " ended with " + outcome.exitCode() + ": "
                    + outcome.error().strip());
        }
        return outcome.stored()
                ? new Artifact(task.name(), run.outputKey(), outcome.sha256(), outcome.bytes(), TYPE, VIA)
                : results.store(task, outcome.output().getBytes(StandardCharsets.UTF_8), TYPE, VIA);
    }
}
