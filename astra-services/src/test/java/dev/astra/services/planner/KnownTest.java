package dev.astra.services.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.contract.Agent;
import dev.astra.services.contract.AgentList;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.Tool;
import dev.astra.services.contract.ToolList;
import dev.astra.services.kit.Handler;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.PeerUnavailable;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the planner knows, from two services over HTTP that say what the test has them say.
class KnownTest {
    private static final Draft PAGE = new Draft(List.of(new Draft.Step("read", "browse", "", "", List.of())));

    private final AtomicReference<Response> agentsSay = new AtomicReference<>(agents("active"));
    private final AtomicReference<Response> toolsSay = new AtomicReference<>(tools("draft"));
    private final ServiceContext agents = started(ServiceName.AGENT_SERVICE, "/agents", _ -> agentsSay.get());
    private final ServiceContext runtime = started(ServiceName.TOOL_RUNTIME, "/tools", _ -> toolsSay.get());
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Peer agentPeer = TestStores.peer(agents, ServiceName.AGENT_SERVICE);
    private final Peer runtimePeer = TestStores.peer(runtime, ServiceName.TOOL_RUNTIME);
    private final Known known = new Known(() -> Abilities.ask(agentPeer, runtimePeer), time::get);

    @AfterEach
    void close() {
        agents.close();
        runtime.close();
    }

    @Test
    void whatOthersSayHoldsForAMinute() {
        assertThat(known.now().offer()).isEqualTo("- draft: what draft does");
        toolsSay.set(tools("paint"));
        assertThat(known.now().hasTool("paint")).isFalse();
        time.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
        assertThat(known.now().hasTool("paint")).isTrue();
    }

    @Test
    void onlyActiveAgentsCount() {
        agentsSay.set(agents("paused"));
        assertThat(known.now().kinds()).isEqualTo(Set.of("tool"));
    }

    @Test
    void theyAreAskedAgainBeforeADraftIsRefused() {
        agentsSay.set(agents("paused"));
        assertThat(known.forDraft(PAGE).cover(PAGE)).isFalse();
        agentsSay.set(agents("active"));
        assertThat(known.forDraft(PAGE).cover(PAGE)).isTrue();
    }

    @Test
    void whatTheySaidLastHoldsWhileTheyAreAway() {
        Abilities first = known.now();
        toolsSay.set(Response.json(500, Map.of()));
        time.updateAndGet(now -> now.plus(Duration.ofMinutes(2)));
        assertThat(known.now()).isEqualTo(first);
    }

    @Test
    void nothingIsKnownBeforeTheyAnswer() {
        toolsSay.set(Response.json(500, Map.of()));
        assertThatThrownBy(known::now).isInstanceOf(PeerUnavailable.class).hasMessageContaining("tool-runtime");
    }

    @Test
    void whatIsThereForTestsIsNotOffered() {
        toolsSay.set(Response.ok(new ToolList(List.of(new Tool("fail", "fails", true)))));
        assertThat(known.now().offer()).isEmpty();
        assertThat(known.now().hasTool("fail")).isTrue();
    }

    private static Response agents(String state) {
        return Response.ok(new AgentList(
                List.of(new Agent("1", "analyst", "", List.of(TaskKind.TOOL), "active"),
                        new Agent("2", "reader", "", List.of(TaskKind.BROWSE), state))));
    }

    private static Response tools(String name) {
        return Response.ok(new ToolList(List.of(new Tool(name, "what " + name + " does", false))));
    }

    private static ServiceContext started(ServiceName name, String path, Handler handler) {
        return TestStores.started(new Service() {
            @Override
            public ServiceName name() {
                return name;
            }

            @Override
            public void start(ServiceContext context) {
                context.routes().get(path, handler);
            }
        }, Map.of());
    }
}
