package dev.astra.services.agent;

import dev.astra.services.contract.Agent;
import dev.astra.services.contract.AgentList;
import dev.astra.services.contract.AgentMatch;
import dev.astra.services.contract.AgentMatches;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.io.IOException;

/// Keeps the agents and says who takes on which kind of task.
public final class AgentService implements Service {
    public static void main(String[] arguments) {
        Host.run(new AgentService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.AGENT_SERVICE;
    }

    @Override
    public void start(ServiceContext context) {
        Desk desk = new Desk(new Agents(context.database(AgentService.class)), context.log());
        context.routes()
                .get("/agents", _ -> desk.list())
                .post("/agents", desk::add)
                .put("/agents/{name}", desk::change)
                .post("/matches", desk::match);
    }

    private record Desk(Agents agents, Log log) {
        Response list() {
            return Response.ok(new AgentList(agents.all()));
        }

        Response add(Request request) throws IOException {
            Agent wanted = checked(request.body(Agent.class));
            return Response.json(201, agents.add(wanted)
                    .orElseThrow(() -> new Refusal(409, "there is an agent called " + wanted.name(),
                            "choose another name")));
        }

        Response change(Request request) throws IOException {
            Agent wanted = checked(request.body(Agent.class));
            return Response.ok(agents.change(request.path("name"), wanted)
                    .orElseThrow(() -> Refusal.notFound("agent " + request.path("name"))));
        }

        Response match(Request request) throws IOException {
            AgentMatches found = new AgentMatches(agents.match(request.body(AgentMatch.class).kinds()));
            log.info("matched", "agents", found.agents());
            return Response.ok(found);
        }

        private static Agent checked(Agent agent) {
            if (agent.capabilities().isEmpty() || !agent.state().equals("active") && !agent.state().equals("paused")) {
                throw new Refusal(400, "an agent has a capability and is active or paused",
                        "capabilities are tool and browse");
            }
            return agent;
        }
    }
}
