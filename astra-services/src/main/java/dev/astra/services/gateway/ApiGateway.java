package dev.astra.services.gateway;

import dev.astra.services.contract.Agent;
import dev.astra.services.contract.AgentList;
import dev.astra.services.contract.Credentials;
import dev.astra.services.contract.MemoryList;
import dev.astra.services.contract.MemorySearch;
import dev.astra.services.contract.Token;
import dev.astra.services.contract.User;
import dev.astra.services.kit.Handler;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.io.IOException;

/// The only public door: who asks, may they, not too often; then the service that knows.
public final class ApiGateway implements Service {
    public static void main(String[] arguments) {
        Host.run(new ApiGateway());
    }

    @Override
    public ServiceName name() {
        return ServiceName.API_GATEWAY;
    }

    @Override
    public void start(ServiceContext context) {
        Guard guard = new Guard(context.peer(ServiceName.IDENTITY), context.peer(ServiceName.ACCESS_CONTROL));
        RateLimit limit = new RateLimit(context.redis(), context.settings().number("RATE_LIMIT", 60_000),
                context.log());
        Progress progress = new Progress(context.streams());
        GoalRoutes goals = new GoalRoutes(context.peer(ServiceName.GOAL_SERVICE),
                context.peer(ServiceName.TASK_SERVICE), progress, context.log());
        OtherRoutes others = new OtherRoutes(context.peer(ServiceName.IDENTITY),
                context.peer(ServiceName.AGENT_SERVICE), context.peer(ServiceName.MEMORY_SERVICE));
        Checks checks = new Checks(guard, limit);
        context.routes()
                .post("/v1/users", checks.open(others::register))
                .post("/v1/tokens", checks.open(others::token))
                .post("/v1/goals", checks.with("goals:create", goals::submit))
                .get("/v1/goals", checks.with("goals:read", goals::list))
                .get("/v1/goals/{id}", checks.with("goals:read", goals::show))
                .get("/v1/goals/{id}/events", checks.with("goals:read", goals::events))
                .get("/v1/agents", checks.with("agents:read", (_, _) -> others.listAgents()))
                .post("/v1/agents", checks.with("agents:create", (request, _) -> others.addAgent(request)))
                .get("/v1/memories", checks.with("memories:read", others::memories));
        context.background("tasks", progress::followTasks);
        context.background("goals", progress::followGoals);
    }

    /// Answers a request of a user who may ask it.
    interface UserHandler {
        Response handle(Request request, User user) throws Exception;
    }

    private record Checks(Guard guard, RateLimit limit) {
        Handler open(Handler handler) {
            return request -> {
                limit.count("address:" + request.remoteAddress());
                return handler.handle(request);
            };
        }

        Handler with(String action, UserHandler handler) {
            return request -> {
                User user = guard.admit(request.header("Authorization"), action);
                limit.count("user:" + user.id());
                return handler.handle(request, user);
            };
        }
    }

    private record OtherRoutes(Peer identity, Peer agents, Peer memory) {
        Response register(Request request) throws IOException {
            return Response.json(201, identity.post("/users", request.body(Credentials.class), User.class));
        }

        Response token(Request request) throws IOException {
            return Response.json(201, identity.post("/tokens", request.body(Credentials.class), Token.class));
        }

        Response listAgents() {
            return Response.ok(agents.get("/agents", AgentList.class));
        }

        Response addAgent(Request request) throws IOException {
            return Response.json(201, agents.post("/agents", request.body(Agent.class), Agent.class));
        }

        Response memories(Request request, User user) {
            String text = request.query("q")
                    .filter(each -> !each.isBlank())
                    .orElseThrow(() -> new Refusal(400, "q is missing", "say what to look for: ?q=…"));
            String owner = user.role().equals("admin") ? "" : user.id();
            return Response.ok(memory.post("/search", new MemorySearch(text, owner, request.query("limit", 5, 1, 50)),
                    MemoryList.class));
        }
    }
}
