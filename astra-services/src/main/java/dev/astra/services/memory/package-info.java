/// memory-service: what was done before, found by text.
@NullMarked
package dev.astra.services.memory;

import org.jspecify.annotations.NullMarked;
