package dev.astra.services.contract;

import io.avaje.jsonb.Json;

/// The answer to a request that changes something.
///
/// @param changed how many things it changed; 0 when it had been done before, or may not be done now
@Json
public record Done(int changed) {}
