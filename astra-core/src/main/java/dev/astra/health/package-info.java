/// Asks one run of a service whether it is well, and says in words what came back.
@NullMarked
package dev.astra.health;

import org.jspecify.annotations.NullMarked;
