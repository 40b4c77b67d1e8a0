package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// A result in object storage.
///
/// @param task the name of the task it came from
/// @param key where it is in the bucket: `goals/<goal>/<task name>/<attempt>`
/// @param sha256 of its bytes, 64 hexadecimal digits
/// @param bytes its size
/// @param contentType such as `text/plain`
/// @param via how it came about, such as `tool-runtime`, `chromium`, `http`
@Json
public record Artifact(String task, String key, String sha256, long bytes, String contentType, String via) {
    public Artifact {
        task = Field.required(task, "task");
        key = Field.required(key, "key");
        sha256 = Field.required(sha256, "sha256");
        contentType = Field.orElse(contentType, "text/plain");
        via = Field.orElse(via, "");
    }
}
