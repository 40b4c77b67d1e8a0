/// Puts a load on the running platform, and faults: every service killed, every store restarted, Redis flushed, Memcached gone;
/// then waits for every goal's end and checks the invariants. Run by `scripts/faults`; the load alone measures.
///
/// Start reading at [dev.astra.services.faults.Faults].
@NullMarked
package dev.astra.services.faults;

import org.jspecify.annotations.NullMarked;
