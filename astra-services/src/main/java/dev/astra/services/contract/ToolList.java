package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Tools.
///
/// @param tools by name
@Json
public record ToolList(List<Tool> tools) {
    public ToolList {
        tools = Field.list(tools);
    }
}
