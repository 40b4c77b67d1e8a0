/// What must be true of the stores at any moment, in one place, and the check of it; run by `scripts/consistency`.
///
/// Start reading at [dev.astra.services.consistency.Invariant].
@NullMarked
package dev.astra.services.consistency;

import org.jspecify.annotations.NullMarked;
