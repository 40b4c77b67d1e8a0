/// Where the programs of the embedded stores come from: downloaded once, verified, and kept in the user's cache.
@NullMarked
package dev.astra.embedded.provision;

import org.jspecify.annotations.NullMarked;
