package dev.astra.services.goal;

import dev.astra.services.contract.Goal;
import dev.astra.services.contract.GoalList;
import dev.astra.services.contract.NewGoal;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.TaskChanged;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Delivery;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Takes goals in and leads each to its verdict.
public final class GoalService implements Service {
    private static final int LONGEST_TEXT = 10_000;
    private static final int BATCH = 200;

    public static void main(String[] arguments) {
        Host.run(new GoalService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.GOAL_SERVICE;
    }

    @Override
    public void start(ServiceContext context) {
        Database database = context.database(GoalService.class);
        Goals goals = new Goals(database, context.outbox(database));
        Steps steps = new Steps(goals, new Colleagues(context), context.log());
        WorkList work = new WorkList(goals, steps, context.log());
        Desk desk = new Desk(goals, work, context.log());
        context.routes().post("/goals", desk::submit).get("/goals", desk::list).get("/goals/{id}", desk::show);
        work.start(context);
        Streams streams = context.streams();
        context.background("tasks", () -> streams.consume(
                streams.reader("goal-service", "goal-service", List.of(StreamNames.TASKS_CHANGED), TaskChanged.class),
                BATCH,
                desk::tasksChanged));
        context.every(Duration.ofSeconds(5), "due", work::takeDue);
    }

    private record Desk(Goals goals, WorkList work, Log log) {
        Response submit(Request request) throws IOException {
            NewGoal wanted = request.body(NewGoal.class);
            if (wanted.text().length() > LONGEST_TEXT) {
                throw new Refusal(400, "a goal has up to " + LONGEST_TEXT + " characters", "say it shorter");
            }
            Optional<Goals.Due> added = goals.add(wanted);
            added.ifPresent(due -> {
                log.info("goal submitted", "goal", wanted.id());
                work.add(due);
            });
            return Response.json(202, added.map(Goals.Due::goal).orElseGet(() -> goals.same(wanted)));
        }

        Response list(Request request) {
            return Response.ok(
                    new GoalList(goals.ofOwner(request.query("owner").orElse(""), request.query("limit", 50, 1, 500))));
        }

        Response show(Request request) {
            String id = request.path("id");
            return Response.ok(goals.find(id).orElseThrow(() -> Refusal.notFound("goal " + id)));
        }

        /// Stores what the messages mean for their goals; what follows from it is done from there, not from the message.
        void tasksChanged(List<Delivery<TaskChanged>> deliveries) {
            for (Delivery<TaskChanged> delivery : deliveries) {
                TaskChanged change = delivery.message();
                delivery.trace().call(() -> decide(change)).ifPresent(work::add);
            }
        }

        private Optional<Goals.Due> decide(TaskChanged change) {
            return switch (change.state()) {
                case COMPLETED -> change.remaining() == 0 ? goals.evaluating(change.goalId()) : Optional.empty();
                case DEAD_LETTER ->
                    goals.failed(change.goalId(), "task " + change.name() + " was given up: " + change.reason());
                case PENDING, QUEUED, RUNNING, FAILED -> Optional.empty();
            };
        }
    }
}
