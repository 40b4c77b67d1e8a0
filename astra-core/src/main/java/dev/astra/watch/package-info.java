/// Turns file events into settled builds: what a build wrote, once it has finished and differs from what ran before.
@NullMarked
package dev.astra.watch;

import org.jspecify.annotations.NullMarked;
