/// What happens to the stack, told to everybody who subscribes: a snapshot first, then the stream.
@NullMarked
package dev.astra.event;

import org.jspecify.annotations.NullMarked;
