/// worker-manager: knows the workers by their heartbeats, and tells task-service of those that are gone.
@NullMarked
package dev.astra.services.workermanager;

import org.jspecify.annotations.NullMarked;
