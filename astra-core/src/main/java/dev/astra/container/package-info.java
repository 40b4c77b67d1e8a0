/// Services as containers of an engine: found, pulled, created, adopted, followed and removed, with Compose's names and labels.
@NullMarked
package dev.astra.container;

import org.jspecify.annotations.NullMarked;
