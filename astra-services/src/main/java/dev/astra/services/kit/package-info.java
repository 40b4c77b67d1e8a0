/// What all services share: a host for their mains, settings from the environment, an HTTP door with JSON, clients for the
/// four stores, streams with acknowledgement, an outbox, and one JSON object a line on stdout with the trace in it.
///
/// Start reading at [dev.astra.services.kit.Service] (what a service is), then [dev.astra.services.kit.ServiceContext]
/// (what it is given). Everything here opens when first used, so that a process listens before it has touched a store.
@NullMarked
package dev.astra.services.kit;

import org.jspecify.annotations.NullMarked;
