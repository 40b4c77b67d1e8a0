package dev.astra.services.kit;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/// The body of every answer that is an error.
///
/// @param error what went wrong
/// @param hint what to do about it
@Json
public record Problem(@Nullable String error, @Nullable String hint) {}
