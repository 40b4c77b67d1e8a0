/// The rehearsal of a start, from which the JDK makes a cache that later starts are quick with. Run by the build, never by a service.
@NullMarked
package dev.astra.services.training;

import org.jspecify.annotations.NullMarked;
