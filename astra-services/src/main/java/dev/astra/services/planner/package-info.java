/// planner-service: a goal becomes a checked graph of tasks.
@NullMarked
package dev.astra.services.planner;

import org.jspecify.annotations.NullMarked;
