package dev.astra.services.task;

import dev.astra.services.contract.Done;
import dev.astra.services.contract.NewGraph;
import dev.astra.services.contract.RunningWorkers;
import dev.astra.services.contract.TaskFailure;
import dev.astra.services.contract.TaskList;
import dev.astra.services.contract.TaskMoves;
import dev.astra.services.contract.TaskResult;
import dev.astra.services.contract.TaskStart;
import dev.astra.services.contract.WorkerLost;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Outbox;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/// Owns the graph of tasks: every change of a task's state is one guarded statement here, published after it is stored.
public final class TaskService implements Service {
    private static final int MOST_LISTED = 1_000;

    public static void main(String[] arguments) {
        Host.run(new TaskService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.TASK_SERVICE;
    }

    @Override
    public void start(ServiceContext context) {
        Database database = context.database(TaskService.class);
        Outbox outbox = context.outbox(database);
        new Door(new Tasks(database, outbox), new Transitions(outbox), context.log())
                .declare(context);
    }

    private record Door(Tasks tasks, Transitions transitions, Log log) {
        void declare(ServiceContext context) {
            context.routes()
                    .post("/graphs", this::store)
                    .get("/graphs/{goal}", this::graph)
                    .get("/undecided", this::undecided)
                    .get("/running", _ -> Response.ok(new RunningWorkers(tasks.workers())))
                    .post("/queue", this::queue)
                    .post("/give-up", this::giveUp)
                    .post("/start", this::begin)
                    .post("/complete", this::complete)
                    .post("/fail", this::fail)
                    .post("/lost-workers", this::lose)
                    .post("/redispatch", this::redispatch);
        }

        private Response store(Request request) throws IOException {
            NewGraph graph = request.body(NewGraph.class);
            return done("graph stored", () -> tasks.store(graph));
        }

        private Response graph(Request request) {
            String goal = request.path("goal");
            TaskList found = new TaskList(tasks.ofGoal(goal));
            if (found.tasks().isEmpty()) {
                throw Refusal.notFound("graph of goal " + goal);
            }
            return Response.ok(found);
        }

        private Response undecided(Request request) {
            return Response.ok(new TaskList(tasks.undecided(request.query("limit", MOST_LISTED, 1, MOST_LISTED))));
        }

        private Response queue(Request request) throws IOException {
            TaskMoves moves = request.body(TaskMoves.class);
            return done("tasks queued", () -> transitions.queue(moves.moves()));
        }

        private Response giveUp(Request request) throws IOException {
            TaskMoves moves = request.body(TaskMoves.class);
            return done("tasks given up", () -> transitions.giveUp(moves.moves()));
        }

        private Response begin(Request request) throws IOException {
            TaskStart start = request.body(TaskStart.class);
            return Response.ok(transitions.start(start));
        }

        private Response complete(Request request) throws IOException {
            TaskResult result = request.body(TaskResult.class);
            return done("task completed", () -> transitions.complete(result));
        }

        private Response fail(Request request) throws IOException {
            TaskFailure failure = request.body(TaskFailure.class);
            log.warn("task failed", "task", failure.taskId(), "attempt", failure.attempt(), "reason", failure.reason());
            return done("task failed", () -> transitions.fail(failure));
        }

        private Response lose(Request request) throws IOException {
            WorkerLost lost = request.body(WorkerLost.class);
            return done("tasks of a lost worker failed", () -> transitions.lose(lost));
        }

        private Response redispatch(Request request) {
            int seconds = request.query("queuedFor", 0, 0, Integer.MAX_VALUE);
            return done("dispatched again", () -> transitions.redispatch(Duration.ofSeconds(seconds)));
        }

        private Response done(String what, IntSupplier change) {
            int changed = change.getAsInt();
            if (changed > 0) {
                log.info(what, "tasks", changed);
            }
            return Response.ok(new Done(changed));
        }
    }
}
