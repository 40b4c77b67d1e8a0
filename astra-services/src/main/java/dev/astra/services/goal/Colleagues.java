package dev.astra.services.goal;

import dev.astra.services.contract.AgentMatch;
import dev.astra.services.contract.AgentMatches;
import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Done;
import dev.astra.services.contract.Evaluation;
import dev.astra.services.contract.EvaluationRequest;
import dev.astra.services.contract.Goal;
import dev.astra.services.contract.Memory;
import dev.astra.services.contract.NewGraph;
import dev.astra.services.contract.Plan;
import dev.astra.services.contract.PlanRequest;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.TaskList;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The services that do the work on a goal.
final class Colleagues {
    private static final Duration PLANNING = Duration.ofSeconds(30);

    private final Peer planner;
    private final Peer agents;
    private final Peer tasks;
    private final Peer evaluation;
    private final Peer memory;

    Colleagues(ServiceContext context) {
        planner = context.peer(ServiceName.PLANNER_SERVICE).within(PLANNING);
        agents = context.peer(ServiceName.AGENT_SERVICE);
        tasks = context.peer(ServiceName.TASK_SERVICE);
        evaluation = context.peer(ServiceName.EVALUATION_SERVICE);
        memory = context.peer(ServiceName.MEMORY_SERVICE);
    }

    Plan plan(Goal goal) {
        return planner.post("/plans", new PlanRequest(goal.id(), goal.text()), Plan.class);
    }

    /// @throws Refusal when no agent takes on one of the kinds
    void storeGraph(Goal goal, Plan plan) {
        List<TaskKind> kinds = plan.tasks().stream().map(PlannedTask::kind).distinct().toList();
        Map<String, String> matches = agents.post("/matches", new AgentMatch(kinds), AgentMatches.class).agents();
        for (TaskKind kind : kinds) {
            if (!matches.containsKey(kind.text())) {
                throw new Refusal(422, "no active agent takes on tasks of kind " + kind.text(),
                        "add one at POST /v1/agents");
            }
        }
        tasks.post("/graphs", new NewGraph(goal.id(), plan.tasks(), matches), Done.class);
    }

    /// Whether an earlier attempt got as far as this.
    boolean hasGraph(Goal goal) {
        try {
            return !tasks(goal).isEmpty();
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                return false;
            }
            throw refusal;
        }
    }

    List<Task> tasks(Goal goal) {
        return tasks.get("/graphs/" + goal.id(), TaskList.class).tasks();
    }

    Evaluation evaluate(Goal goal, List<Artifact> results) {
        return evaluation.post("/evaluations", new EvaluationRequest(goal.id(), goal.text(), results),
                Evaluation.class);
    }

    void remember(Goal goal) {
        Evaluation verdict = goal.evaluation();
        String summary = verdict == null ? goal.reason() : verdict.summary();
        memory.put("/memories/" + goal.id(),
                new Memory(goal.id(), goal.owner(), goal.text(), summary, 0, goal.finishedAt()), Done.class);
    }
}
