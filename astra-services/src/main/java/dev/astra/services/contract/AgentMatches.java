package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.Map;

/// The agents found.
///
/// @param agents the kind of task → the name of an active agent; a kind nobody can take on is missing
@Json
public record AgentMatches(Map<String, String> agents) {
    public AgentMatches {
        agents = Field.map(agents);
    }
}
