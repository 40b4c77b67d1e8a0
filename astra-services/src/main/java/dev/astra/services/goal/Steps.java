package dev.astra.services.goal;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Evaluation;
import dev.astra.services.contract.Goal;
import dev.astra.services.contract.Plan;
import dev.astra.services.contract.Task;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The next step of a goal, from the state it is in. Each may be taken twice: what it asks others for is idempotent, and the
/// change of state is guarded.
record Steps(Goals goals, Colleagues colleagues, Log log) {
    void next(Goal goal) {
        switch (goal.state()) {
            case SUBMITTED -> plan(goal);
            case PLANNED -> look(goal);
            case EVALUATING -> judge(goal);
            case COMPLETED, FAILED -> remember(goal);
        }
    }

    private void plan(Goal goal) {
        try {
            Plan plan = colleagues.plan(goal);
            colleagues.storeGraph(goal, plan);
            goals.planned(goal.id())
                    .ifPresent(_ -> log.info("goal planned", "goal", goal.id(), "tasks", plan.tasks().size(),
                            "provider", plan.provider()));
        } catch (Refusal refusal) {
            if (colleagues.hasGraph(goal)) {
                // an earlier attempt got further than its answer
                goals.planned(goal.id());
            } else {
                goals.failed(goal.id(), "no plan: " + refusal.getMessage())
                        .ifPresent(_ -> log.warn("goal failed", "goal", goal.id(), "reason", refusal));
            }
        }
    }

    /// Finds out what a message should have told, had it not been lost.
    private void look(Goal goal) {
        switch (Progress.of(colleagues.tasks(goal))) {
            case Progress.Done _ -> {
                goals.evaluating(goal.id());
                judge(goal);
            }
            case Progress.GivenUp givenUp -> goals.failed(goal.id(), givenUp.reason());
            case Progress.Going _ -> {
                // it is due again in a while
            }
        }
    }

    private void judge(Goal goal) {
        List<Artifact> results = colleagues.tasks(goal).stream().map(Task::artifact).filter(Objects::nonNull).toList();
        Evaluation evaluation = colleagues.evaluate(goal, results);
        Optional<Goal> judged = goals.judged(goal.id(), evaluation).map(Goals.Due::goal);
        judged.ifPresent(_ -> log.info("goal judged", "goal", goal.id(), "passed", evaluation.passed(), "score",
                evaluation.score()));
        judged.or(() -> goals.find(goal.id())).filter(found -> found.state().isFinal()).ifPresent(this::remember);
    }

    private void remember(Goal goal) {
        colleagues.remember(goal);
        goals.settled(goal.id());
    }
}
