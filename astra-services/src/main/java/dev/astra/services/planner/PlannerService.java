package dev.astra.services.planner;

import dev.astra.services.contract.Completion;
import dev.astra.services.contract.CompletionRequest;
import dev.astra.services.contract.MemoryList;
import dev.astra.services.contract.MemorySearch;
import dev.astra.services.contract.Plan;
import dev.astra.services.contract.PlanRequest;
import dev.astra.services.contract.RenderRequest;
import dev.astra.services.contract.Rendered;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.PeerUnavailable;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/// Turns a goal into a checked graph of tasks. It keeps nothing.
public final class PlannerService implements Service {
    private static final Duration THINKING = Duration.ofSeconds(25);
    private static final int MEMORIES = 3;
    private static final int MOST_TOKENS = 4_096;

    public static void main(String[] arguments) {
        Host.run(new PlannerService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.PLANNER_SERVICE;
    }

    @Override
    public void start(ServiceContext context) {
        Peer agents = context.peer(ServiceName.AGENT_SERVICE);
        Peer runtime = context.peer(ServiceName.TOOL_RUNTIME);
        Desk desk = new Desk(
                new Known(() -> Abilities.ask(agents, runtime), InstantSource.system()),
                context.peer(ServiceName.MEMORY_SERVICE).within(Duration.ofSeconds(2)),
                context.peer(ServiceName.PROMPT_MANAGER),
                context.peer(ServiceName.LLM_ROUTER).within(THINKING),
                context.log());
        context.routes().post("/plans", desk::plan);
    }

    private record Desk(Known known, Peer memory, Peer prompts, Peer llm, Log log) {
        Response plan(Request request) throws IOException {
            PlanRequest wanted = request.body(PlanRequest.class);
            Map<String, String> values = Map.of("goal", wanted.text(), "memories", earlierWork(wanted), "tools",
                    known.now().offer());
            Rendered prompt = prompts.post("/render", new RenderRequest("plan", 0, values), Rendered.class);
            Completion completion = llm.post("/completions", new CompletionRequest("plan", prompt.text(), MOST_TOKENS),
                    Completion.class);
            Draft draft = Json.read(Draft.class, objectIn(completion.text()));
            Plan plan = PlanCheck.check(draft, known.forDraft(draft), completion.provider());
            log.info("planned", "goal", wanted.goalId(), "tasks", plan.tasks().size(), "provider",
                    completion.provider(), "prompt", prompt.version());
            return Response.ok(plan);
        }

        /// What was done before helps, but a plan can be made without it.
        private String earlierWork(PlanRequest wanted) {
            try {
                return memory.post("/search", new MemorySearch(wanted.text(), "", MEMORIES), MemoryList.class)
                        .memories()
                        .stream()
                        .map(memory -> "- " + memory.text() + ": " + memory.summary())
                        .collect(Collectors.joining("\n"));
            } catch (PeerUnavailable unavailable) {
                log.warn("planning without memory", "goal", wanted.goalId(), "reason", unavailable);
                return "";
            }
        }

        /// Models like to say something before and after.
        private static String objectIn(String text) {
            int from = text.indexOf('{');
            int to = text.lastIndexOf('}');
            if (from < 0 || to < from) {
                throw new Refusal(422, "the completion is not a plan", "look at what llm-router answered");
            }
            return text.substring(from, to + 1);
        }
    }
}
