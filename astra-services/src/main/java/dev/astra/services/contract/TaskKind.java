package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.Locale;

/// What a task needs of the worker that runs it; also the capability an agent needs.
public enum TaskKind {
    /// Runs a tool of tool-runtime; by execution-worker.
    TOOL,
    /// Reads a web page; by browser-worker.
    BROWSE;

    /// As it is written in messages and names.
    @Json.Value
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
