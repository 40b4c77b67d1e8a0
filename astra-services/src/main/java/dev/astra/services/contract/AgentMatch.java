package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Asks agent-service who takes on tasks of these kinds.
///
/// @param kinds each once
@Json
public record AgentMatch(List<TaskKind> kinds) {
    public AgentMatch {
        kinds = Field.list(kinds);
    }
}
