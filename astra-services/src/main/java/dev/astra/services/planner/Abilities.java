package dev.astra.services.planner;

import dev.astra.services.contract.AgentList;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.Tool;
import dev.astra.services.contract.ToolList;
import dev.astra.services.kit.Peer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What can be done: the kinds of task that an active agent takes on, and the tools there are.
record Abilities(Set<String> kinds, List<Tool> tools) {
    /// As agent-service and tool-runtime say it now.
    static Abilities ask(Peer agents, Peer runtime) {
        Set<String> kinds = agents.get("/agents", AgentList.class)
                .agents()
                .stream()
                .filter(agent -> agent.state().equals("active"))
                .flatMap(agent -> agent.capabilities().stream())
                .map(TaskKind::text)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Abilities(kinds, runtime.get("/tools", ToolList.class).tools());
    }

    boolean hasTool(String name) {
        return tools.stream().anyMatch(tool -> tool.name().equals(name));
    }

    boolean cover(Draft draft) {
        return draft.kinds().allMatch(kinds::contains) && draft.tools().allMatch(this::hasTool);
    }

    /// The tools that a model may choose from, a line each.
    String offer() {
        return tools.stream()
                .filter(tool -> !tool.forTests())
                .map(tool -> "- " + tool.name() + ": " + tool.description())
                .collect(Collectors.joining("\n"));
    }
}
