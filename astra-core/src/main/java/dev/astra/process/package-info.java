/// Services as processes of this machine: started in a session of their own, drained into the log, and ended with all that they started.
@NullMarked
package dev.astra.process;

import org.jspecify.annotations.NullMarked;
