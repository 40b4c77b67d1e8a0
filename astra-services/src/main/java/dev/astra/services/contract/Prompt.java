package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a template, with `{{names}}` to fill in.
///
/// @param name such as `plan`
/// @param version 1, 2, …; 0 for one that is new
/// @param template the text
/// @param createdAt when
@Json
public record Prompt(String name, int version, String template, @Nullable Instant createdAt) {
    public Prompt {
        name = Field.required(name, "name");
        template = Field.required(template, "template");
    }
}
