/// scheduler-service: which task is to be queued, tried again or given up, decided by one leader.
@NullMarked
package dev.astra.services.scheduler;

import org.jspecify.annotations.NullMarked;
