/// The order in which services start and stop, derived from who depends on whom.
@NullMarked
package dev.astra.graph;

import org.jspecify.annotations.NullMarked;
