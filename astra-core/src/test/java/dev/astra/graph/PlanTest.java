package dev.astra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.Dependency;
import dev.astra.model.Dependency.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Plan PLAN = new Plan(
            Map.of("web", List.of(on("api")), "api", List.of(on("db"), on("cache")), "db", List.of(), "cache",
                    List.of()),
            Map.of("api", Set.of("web"), "db", Set.of("api"), "cache", Set.of("api"), "web", Set.of()));

    private static Dependency on(String service) {
        return new Dependency(service, Condition.SERVICE_STARTED, true, false);
    }

    @Test
    void dependenciesComeFirst() {
        assertThat(PLAN.withDependencies(List.of("web"))).containsExactly("db", "cache", "api", "web");
    }

    @Test
    void dependentsAreFoundHoweverFar() {
        assertThat(PLAN.withDependents(List.of("db"))).containsExactlyInAnyOrder("db", "api", "web");
    }

    @Test
    void aCycleIsShownFromWhereItBegins() {
        Map<String, List<String>> graph = new LinkedHashMap<>();
        graph.put("x", List.of("a"));
        graph.put("a", List.of("b"));
        graph.put("b", List.of("a"));
        assertThat(Plan.cycle(graph)).contains(List.of("a", "b", "a"));
    }

    @Test
    void whoNeedsItselfIsACycle() {
        assertThat(Plan.cycle(Map.of("a", List.of("a")))).contains(List.of("a", "a"));
    }

    @Test
    void aDiamondIsNone() {
        assertThat(Plan.cycle(Map.of("a", List.of("b", "c"), "b", List.of("d"), "c", List.of("d"), "d", List.of())))
                .isEmpty();
    }
}
