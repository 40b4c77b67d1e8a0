package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Asks tool-runtime to run a tool.
///
/// @param runId `<task>#<attempt>`
/// @param tool its name, such as `outline`
/// @param input given to it on standard input
/// @param inputs fetched into the tool's folder, each as a file called like its task
/// @param timeoutMillis 0 means 10,000
/// @param outputKey where in object storage an output over 64 KiB goes; empty: it is answered whole
@Json
public record ToolRun(String runId, String tool, String input, List<Artifact> inputs, int timeoutMillis,
        String outputKey) {
    public ToolRun {
        runId = Field.required(runId, "runId");
        tool = Field.required(tool, "tool");
        input = Field.orElse(input, "");
        inputs = Field.list(inputs);
        outputKey = Field.orElse(outputKey, "");
    }
}
