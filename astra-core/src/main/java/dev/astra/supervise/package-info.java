/// The supervisor: a pure state machine, the one thread that drives it, and the effects around it.
@NullMarked
package dev.astra.supervise;

import org.jspecify.annotations.NullMarked;
