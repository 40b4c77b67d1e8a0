/// The one seam between supervision and whatever runs a service: an OS process, a container, an embedded store.
@NullMarked
package dev.astra.launch;

import org.jspecify.annotations.NullMarked;
