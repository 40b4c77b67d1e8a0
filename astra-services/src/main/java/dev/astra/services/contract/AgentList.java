package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Agents.
///
/// @param agents by name
@Json
public record AgentList(List<Agent> agents) {
    public AgentList {
        agents = Field.list(agents);
    }
}
