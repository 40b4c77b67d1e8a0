package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// What came of it.
///
/// @param exitCode of the process; -1 when a limit ended it
/// @param output its standard output; empty when it was stored instead
/// @param error its standard error, the last 4 KiB
/// @param limit which limit ended it: `time`, `output` or `memory`; empty: none
/// @param millis how long it ran
/// @param stored whether the output lies in object storage, under the key that was asked for
/// @param sha256 of the stored output, 64 hexadecimal digits; empty when it was not stored
/// @param bytes how large the output is
@Json
public record ToolOutcome(int exitCode, String output, String error, String limit, long millis, boolean stored,
        String sha256, long bytes) {
    public ToolOutcome {
        output = Field.orElse(output, "");
        error = Field.orElse(error, "");
        limit = Field.orElse(limit, "");
        sha256 = Field.orElse(sha256, "");
    }
}
