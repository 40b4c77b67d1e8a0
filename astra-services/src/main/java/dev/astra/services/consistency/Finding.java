package dev.astra.services.consistency;

import io.avaje.jsonb.Json;

/// Something that contradicts an invariant.
///
/// @param invariant its name, as in [Invariant]
/// @param about the id of what it is about: a goal, a task, a message, an object
/// @param what what is wrong with it
@Json
public record Finding(String invariant, String about, String what) {
    static Finding of(Invariant invariant, String about, String what) {
        return new Finding(invariant.name(), about, what);
    }
}
