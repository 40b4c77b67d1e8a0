/// What the workers share: taking tasks from the streams, running them in slots, signs of life.
@NullMarked
package dev.astra.services.worker;

import org.jspecify.annotations.NullMarked;
