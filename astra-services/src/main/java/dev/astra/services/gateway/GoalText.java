package dev.astra.services.gateway;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/// What a user sends to submit a goal.
///
/// @param text what is wanted, in words
/// @param id a UUID of the user's own, so that submitting again after a lost answer makes no second goal; may be missing
@Json
public record GoalText(@Nullable String text, @Nullable String id) {}
