/// execution-worker: runs tasks through tool-runtime.
@NullMarked
package dev.astra.services.executionworker;

import org.jspecify.annotations.NullMarked;
