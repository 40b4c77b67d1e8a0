/// goal-service: a goal from submission to verdict.
@NullMarked
package dev.astra.services.goal;

import org.jspecify.annotations.NullMarked;
