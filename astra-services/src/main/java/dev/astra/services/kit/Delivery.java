package dev.astra.services.kit;

import redis.clients.jedis.StreamEntryID;

/// A message as it came from a stream, to be acknowledged once its effect is stored. It may come more than once.
///
/// @param stream the stream it came from
/// @param id its id there
/// @param message what it says
/// @param trace the trace it belongs to, to do the work in: `delivery.trace().call(() -> …)`
public record Delivery<T>(String stream, StreamEntryID id, T message, Trace trace) {}
