/// task-service: the graph of each goal's tasks and every change of a task's state.
@NullMarked
package dev.astra.services.task;

import org.jspecify.annotations.NullMarked;
