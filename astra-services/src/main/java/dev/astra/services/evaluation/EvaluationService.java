package dev.astra.services.evaluation;

import dev.astra.services.contract.Evaluation;
import dev.astra.services.contract.EvaluationRequest;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.ObjectStore;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.io.IOException;

/// Judges what came of a goal, once.
public final class EvaluationService implements Service {
    public static void main(String[] arguments) {
        Host.run(new EvaluationService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.EVALUATION_SERVICE;
    }

    @Override
    public void start(ServiceContext context) {
        Desk desk = new Desk(new Evaluations(context.database(EvaluationService.class)), context.objects(),
                context.log());
        context.routes().post("/evaluations", desk::evaluate).get("/evaluations/{goal}", desk::show);
    }

    private record Desk(Evaluations evaluations, ObjectStore objects, Log log) {
        /// The verdict of the first time, however often and with whatever results it is asked for.
        Response evaluate(Request request) throws IOException {
            EvaluationRequest asked = request.body(EvaluationRequest.class);
            return Response.ok(evaluations.find(asked.goalId()).orElseGet(() -> judge(asked)));
        }

        private Evaluation judge(EvaluationRequest asked) {
            Judgement judgement = Judgement.of(asked, objects::get);
            Evaluation evaluation = evaluations.store(asked.goalId(), judgement);
            log.info("judged", "goal", asked.goalId(), "passed", evaluation.passed(), "score", evaluation.score(),
                    "reasons", evaluation.reasons());
            return evaluation;
        }

        Response show(Request request) {
            String goal = request.path("goal");
            return Response
                    .ok(evaluations.find(goal).orElseThrow(() -> Refusal.notFound("evaluation of goal " + goal)));
        }
    }
}
