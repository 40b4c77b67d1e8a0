/// agent-service: agents, what they are for, and which kinds of task they take on.
@NullMarked
package dev.astra.services.agent;

import org.jspecify.annotations.NullMarked;
