/// The messages that cross from one service to another, over HTTP or on a stream: records, one a message, and the names of the
/// streams. A record imports nothing of any service. Unknown fields are ignored when it is read; a missing field has a
/// default or is refused by name, so that shapes can change while older processes still run.
@NullMarked
package dev.astra.services.contract;

import org.jspecify.annotations.NullMarked;
