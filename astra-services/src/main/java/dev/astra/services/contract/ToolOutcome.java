package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// What came of it.
///
/// @param exitCode of the process; -1 when a limit ended it
/// @param output its standard output
/// @param error its standard error, the last 4 KiB
/// @param limit which limit ended it: `time`, `output` or `memory`; empty: none
/// @param millis how long it ran
@Json
public record ToolOutcome(int exitCode, String output, String error, String limit, long millis) {
    public ToolOutcome {
        output = Field.orElse(output, "");
        error = Field.orElse(error, "");
        limit = Field.orElse(limit, "");
    }
}
