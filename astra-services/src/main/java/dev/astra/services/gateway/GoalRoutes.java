package dev.astra.services.gateway;

import dev.astra.services.contract.Goal;
import dev.astra.services.contract.GoalGraph;
import dev.astra.services.contract.GoalList;
import dev.astra.services.contract.NewGoal;
import dev.astra.services.contract.Task;
import dev.astra.services.contract.TaskList;
import dev.astra.services.contract.User;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/// What a user can ask about goals. Other users' goals are as if they were not there.
record GoalRoutes(Peer goals, Peer tasks, Progress progress, Log log) {
    Response submit(Request request, User user) throws IOException {
        GoalText wanted = request.body(GoalText.class);
        String text = wanted.text();
        if (text == null || text.isBlank()) {
            throw new Refusal(400, "the field 'text' is missing", "say what is wanted: {\"text\": \"…\"}");
        }
        String id = wanted.id() == null ? UUID.randomUUID().toString() : checked(wanted.id());
        Goal goal = goals.post("/goals", new NewGoal(id, user.id(), text), Goal.class);
        log.info("goal taken in", "goal", id, "user", user.id());
        return Response.json(202, goal);
    }

    Response list(Request request, User user) {
        String owner = user.role().equals("admin") ? "" : user.id();
        return Response.ok(
                goals.get("/goals?owner=" + owner + "&limit=" + request.query("limit", 50, 1, 500), GoalList.class));
    }

    Response show(Request request, User user) {
        return Response.ok(graph(request, user));
    }

    Response events(Request request, User user) {
        GoalGraph now = graph(request, user);
        return Response.events(writer -> progress.write(now, () -> graph(request, user), writer));
    }

    private GoalGraph graph(Request request, User user) {
        String id = checked(request.path("id"));
        Goal goal = goals.get("/goals/" + id, Goal.class);
        if (!goal.owner().equals(user.id()) && !user.role().equals("admin")) {
            throw Refusal.notFound("goal " + id);
        }
        return new GoalGraph(goal, tasksOf(id));
    }

    private List<Task> tasksOf(String id) {
        try {
            return tasks.get("/graphs/" + id, TaskList.class).tasks();
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                return List.of();
            }
            throw refusal;
        }
    }

    private static String checked(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException _) {
            throw new Refusal(400, "'" + id + "' is not the id of a goal", "ids are UUIDs");
        }
    }
}
