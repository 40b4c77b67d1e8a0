/// Tells the one story from outside and checks every store for what it left there; run by `scripts/smoke`.
@NullMarked
package dev.astra.services.smoke;

import org.jspecify.annotations.NullMarked;
