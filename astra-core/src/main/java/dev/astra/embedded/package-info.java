/// Stores without containers: a container service whose image is known becomes a native service that means the same.
@NullMarked
package dev.astra.embedded;

import org.jspecify.annotations.NullMarked;
